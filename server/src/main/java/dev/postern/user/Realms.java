package dev.postern.user;

import dev.postern.actor.Actor;
import java.util.Optional;
import java.util.OptionalLong;

/// Realms, and what holds for everybody in them.
public interface Realms {
  /// What is to be kept of the passwords of users who are added; empty if there is no such realm.
  Optional<Recoverable> recoverable(RealmName realm);

  /// Sets that, and the same for everybody who is there, batch by batch; what was kept of another
  /// kind is forgotten. Says for how many that was a change; empty if there is no such realm. If it
  /// fails on the way, it can be done again.
  OptionalLong keep(RealmName realm, Recoverable recoverable, Actor actor);
}
