package dev.postern.access;

import dev.postern.testing.InMemoryLoginWorld;
import dev.postern.testing.LoginWorld;

class InMemoryLoginsTest implements LoginsContract, CrowdedLoginsContract {
  @Override
  public LoginWorld world() {
    return new InMemoryLoginWorld();
  }
}
