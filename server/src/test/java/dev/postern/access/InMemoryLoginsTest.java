package dev.postern.access;

import dev.postern.testing.InMemoryLoginWorld;
import dev.postern.testing.LoginWorld;

class InMemoryLoginsTest
    implements LoginsContract, LimitedLoginsContract, CrowdedLoginsContract, PasswordAloneContract {
  @Override
  public LoginWorld world() {
    return new InMemoryLoginWorld();
  }
}
