package dev.postern.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whom the server takes the bearer of the key for. `realm` is absent if every realm is theirs.
public record Self(
    Kind kind,
    String name,
    OperatorView.Role role,
    @Nullable String realm,
    @Nullable Instant expiresAt) {
  /// A person who logged in, or a machine with a key of its own.
  public enum Kind {
    OPERATOR,
    KEY;

    @Override
    public String toString() {
      return Words.of(this);
    }
  }
}
