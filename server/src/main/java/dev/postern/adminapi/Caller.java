package dev.postern.adminapi;

import dev.postern.actor.Actor;
import dev.postern.http.Problem;
import dev.postern.operator.Role;
import dev.postern.user.RealmName;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who asks: as the audit names them, their role, and the realms that they are limited to (none:
/// all). `expiresAt` is when their key does, if it does.
public record Caller(Actor actor, Role role, Set<RealmName> realms, @Nullable Instant expiresAt) {
  public Caller {
    realms = Set.copyOf(realms);
  }

  public Caller(Actor actor, Role role, Set<RealmName> realms) {
    this(actor, role, realms, null);
  }

  public boolean may(Permission permission) {
    return permission.heldBy(role);
  }

  public boolean reaches(RealmName realm) {
    return realms.isEmpty() || realms.contains(realm);
  }

  public boolean reachesAll() {
    return realms.isEmpty();
  }

  /// Ends the request unless the caller's realms hold this one; a realm out of reach looks like one
  /// that is not there.
  public void require(RealmName realm) {
    if (!reaches(realm)) {
      throw Problem.notFound("there is no realm '" + realm + "'").refused();
    }
  }

  /// Ends the request unless the caller is limited to no realm.
  public void requireAllRealms() {
    if (!reachesAll()) {
      throw Problem.forbidden("this key is limited to realms, and this concerns all").refused();
    }
  }
}
