package dev.postern.adminapi;

import dev.postern.operator.ApiKeys;
import dev.postern.operator.KeySecret;
import java.util.Optional;

/// Knows callers by the keys in the database.
public record KeyCallers(ApiKeys keys) implements Callers {
  @Override
  public Optional<Caller> withKey(String key) {
    return keys.withSecret(KeySecret.of(key))
        .map(k -> new Caller(k.actor(), k.role(), k.realms(), k.expiresAt()));
  }
}
