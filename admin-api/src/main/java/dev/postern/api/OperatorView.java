package dev.postern.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An operator. `realm` is absent if every realm is theirs.
public record OperatorView(
    String name,
    Role role,
    @Nullable String realm,
    boolean enabled,
    boolean hasToken,
    Instant createdAt,
    @Nullable Instant lastLoginAt) {
  /// What an operator or a machine key may do.
  public enum Role {
    /// Everything.
    ADMIN,
    /// See users and tokens; passwords, unlocking, tokens' states.
    HELPDESK,
    /// See everything, change nothing.
    AUDITOR;

    @Override
    public String toString() {
      return Words.of(this);
    }
  }
}
