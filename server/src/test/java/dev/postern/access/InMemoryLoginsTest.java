package dev.postern.access;

import dev.postern.testing.InMemoryLoginWorld;
import dev.postern.testing.LoginWorld;

class InMemoryLoginsTest implements LoginsContract, CrowdedLoginsContract, PasswordAloneContract {
  @Override
  public LoginWorld world() {
    return new InMemoryLoginWorld();
  }
}
