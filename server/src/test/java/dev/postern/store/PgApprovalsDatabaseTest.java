package dev.postern.store;

import dev.postern.approval.ApprovalsContract;
import dev.postern.testing.MovableClock;
import dev.postern.testing.People;
import dev.postern.testing.PgPeople;
import org.junit.jupiter.api.Tag;

@Tag("database")
class PgApprovalsDatabaseTest implements ApprovalsContract {
  @Override
  public People people(MovableClock clock) {
    return new PgPeople(clock);
  }
}
