package dev.postern.testing;

import dev.postern.access.LimitSettings;
import dev.postern.access.LoginRule;
import dev.postern.access.Logins;
import dev.postern.accounting.Sessions;
import java.time.Duration;

/// Logins of two nodes that share one memory.
public final class InMemoryLoginWorld implements LoginWorld {
  private final MovableClock clock = new MovableClock(START);
  private final InMemoryPeople people = new InMemoryPeople(clock);
  private final InMemoryLogins logins =
      new InMemoryLogins(people, new LoginRule(LimitSettings.DEFAULT));

  @Override
  public People people() {
    return people;
  }

  @Override
  public MovableClock clock() {
    return clock;
  }

  @Override
  public Logins logins() {
    return logins;
  }

  @Override
  public Logins otherNode() {
    return logins;
  }

  @Override
  public Sessions sessions() {
    return logins.sessions;
  }

  @Override
  public void pass(Duration time) {
    clock.pass(time);
  }

  @Override
  public void gateway(String name, boolean enabled) {
    synchronized (people) {
      if (enabled) {
        logins.gateways.add(name);
      } else {
        logins.gateways.remove(name);
      }
    }
  }

  @Override
  public void close() {}
}
