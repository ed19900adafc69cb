package dev.postern.access;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A user's failures and last good login from one source; see the table `login_sources`.
public record SourceGuard(int failures, @Nullable Instant delayedUntil, @Nullable Instant goodAt) {
  public static final SourceGuard CLEAN = new SourceGuard(0, null, null);

  boolean delayedAt(Instant now) {
    return delayedUntil != null && now.isBefore(delayedUntil);
  }

  boolean goodWithin(Duration period, Instant now) {
    return goodAt != null && now.isBefore(goodAt.plus(period));
  }
}
