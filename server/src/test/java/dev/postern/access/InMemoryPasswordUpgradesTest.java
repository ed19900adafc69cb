package dev.postern.access;

import dev.postern.testing.InMemoryLoginWorld;
import dev.postern.testing.LoginWorld;

class InMemoryPasswordUpgradesTest implements PasswordUpgradesContract {
  @Override
  public LoginWorld world() {
    return new InMemoryLoginWorld();
  }
}
