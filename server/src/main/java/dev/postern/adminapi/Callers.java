package dev.postern.adminapi;

import java.util.Optional;

/// Knows who shows a key.
@FunctionalInterface
public interface Callers {
  /// Empty if the key is unknown, expired or withdrawn.
  Optional<Caller> withKey(String key);
}
