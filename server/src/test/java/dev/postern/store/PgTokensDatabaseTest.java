package dev.postern.store;

import dev.postern.testing.People;
import dev.postern.testing.PgPeople;
import dev.postern.token.TokensContract;
import dev.postern.user.UsersContract;
import org.junit.jupiter.api.Tag;

@Tag("database")
class PgTokensDatabaseTest implements TokensContract {
  @Override
  public People people() {
    return new PgPeople(() -> UsersContract.NOW);
  }
}
