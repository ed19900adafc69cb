package dev.postern.token;

import dev.postern.testing.InMemoryPeople;
import dev.postern.testing.People;
import dev.postern.user.UsersContract;

class InMemoryTokensTest implements TokensContract {
  @Override
  public People people() {
    return new InMemoryPeople(() -> UsersContract.NOW);
  }
}
