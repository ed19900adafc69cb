package dev.postern.simulation;

import dev.postern.access.Attempt;
import dev.postern.access.LoginSubject;
import dev.postern.access.Logins;
import dev.postern.access.Verdict;
import dev.postern.audit.AuditEntry;
import dev.postern.user.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// One node's way to the store, on which time passes and things go wrong: the node dies before or
/// after the commit, or the news of a commit is lost.
final class SlowLogins implements Logins {
  private static final Duration SLOWEST = Duration.ofMillis(300);

  private final Logins store;
  private final Turns turns;
  private final Chance chance;
  private final BooleanSupplier alive;

  SlowLogins(Logins store, Turns turns, Chance chance, BooleanSupplier alive) {
    this.store = store;
    this.turns = turns;
    this.chance = chance;
    this.alive = alive;
  }

  @Override
  public Optional<LoginSubject> find(UserId user, Duration patience) {
    return onTheWay(() -> store.find(user, patience));
  }

  @Override
  public Verdict settle(Attempt attempt, Duration patience) {
    return onTheWay(() -> store.settle(attempt, patience));
  }

  @Override
  public void note(AuditEntry entry, Duration patience) {
    onTheWay(() -> {
      store.note(entry, patience);
      return true;
    });
  }

  private <T> T onTheWay(Supplier<T> work) {
    travel();
    T result = work.get();
    travel();
    return result;
  }

  private void travel() {
    turns.pause(chance.upTo(SLOWEST));
    if (!alive.getAsBoolean()) {
      throw new Trouble("the node died");
    }
    if (chance.percent(1)) {
      throw new Trouble("the store is away");
    }
  }
}
