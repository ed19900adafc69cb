package dev.postern.store;

import dev.postern.testing.People;
import dev.postern.testing.PgPeople;
import dev.postern.user.RealmsContract;
import dev.postern.user.UsersContract;
import org.junit.jupiter.api.Tag;

@Tag("database")
class PgRealmsDatabaseTest implements RealmsContract {
  @Override
  public People people() {
    return new PgPeople(() -> UsersContract.NOW);
  }
}
