package dev.postern.user;

import dev.postern.testing.InMemoryPeople;
import dev.postern.testing.People;

class InMemoryRealmsTest implements RealmsContract {
  @Override
  public People people() {
    return new InMemoryPeople(() -> UsersContract.NOW);
  }
}
