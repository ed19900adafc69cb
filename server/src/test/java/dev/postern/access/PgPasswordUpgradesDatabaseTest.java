package dev.postern.access;

import dev.postern.testing.LoginWorld;
import dev.postern.testing.PgLoginWorld;
import org.junit.jupiter.api.Tag;

@Tag("database")
class PgPasswordUpgradesDatabaseTest implements PasswordUpgradesContract {
  @Override
  public LoginWorld world() {
    return new PgLoginWorld();
  }
}
