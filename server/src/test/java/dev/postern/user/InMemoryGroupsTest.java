package dev.postern.user;

import dev.postern.testing.InMemoryPeople;
import dev.postern.testing.People;

class InMemoryGroupsTest implements GroupsContract {
  @Override
  public People people() {
    return new InMemoryPeople(() -> UsersContract.NOW);
  }
}
