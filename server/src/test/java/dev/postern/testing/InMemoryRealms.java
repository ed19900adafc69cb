package dev.postern.testing;

import dev.postern.actor.Actor;
import dev.postern.user.RealmName;
import dev.postern.user.Realms;
import dev.postern.user.Recoverable;
import dev.postern.user.UserChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Realms in memory.
public final class InMemoryRealms implements Realms {
  private final InMemoryPeople people;
  private final Map<RealmName, Recoverable> kept = new HashMap<>();

  InMemoryRealms(InMemoryPeople people) {
    this.people = people;
  }

  @Override
  public Optional<Recoverable> recoverable(RealmName realm) {
    synchronized (people) {
      return people.realms.contains(realm)
          ? Optional.of(kept.getOrDefault(realm, Recoverable.NOTHING))
          : Optional.empty();
    }
  }

  @Override
  public OptionalLong keep(RealmName realm, Recoverable recoverable, Actor actor) {
    synchronized (people) {
      if (!people.realms.contains(realm)) {
        return OptionalLong.empty();
      }
      kept.put(realm, recoverable);
      var detail = Map.of("realm", realm.text(), "recoverable", recoverable.text());
      people.audit("realm.changed", actor, detail);
      var change = new UserChange(null, null, null, null, null, recoverable);
      var others =
          List.copyOf(people.rows.values()).stream()
              .map(InMemoryPeople.Row::user)
              .filter(user -> user.realm().equals(realm))
              .filter(user -> user.recoverable() != recoverable)
              .toList();
      others.forEach(user -> people.forget(change.applyTo(user)));
      return OptionalLong.of(others.size());
    }
  }
}
