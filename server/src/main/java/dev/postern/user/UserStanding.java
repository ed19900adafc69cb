package dev.postern.user;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A user and how they stand: whether there is a local password and something recoverable beside
/// its hash, how many tokens they have, and what failed logins have brought upon them.
public record UserStanding(
    User user,
    boolean hasPassword,
    boolean hasRecoverable,
    int tokens,
    int failures,
    @Nullable Instant lockedUntil,
    Instant createdAt) {
  public Optional<Instant> lockEnd() {
    return Optional.ofNullable(lockedUntil);
  }
}
