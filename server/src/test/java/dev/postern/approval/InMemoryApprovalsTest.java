package dev.postern.approval;

import dev.postern.testing.InMemoryPeople;
import dev.postern.testing.MovableClock;
import dev.postern.testing.People;

class InMemoryApprovalsTest implements ApprovalsContract {
  @Override
  public People people(MovableClock clock) {
    return new InMemoryPeople(clock);
  }
}
