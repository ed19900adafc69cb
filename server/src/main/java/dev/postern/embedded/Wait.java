package dev.postern.embedded;

import java.time.Duration;

/// Waiting in short steps for what gives no sign, within a bound.
final class Wait {
  private static final Duration STEP = Duration.ofMillis(10);

  private final long start = System.nanoTime();
  private final Duration patience;

  Wait(Duration patience) {
    this.patience = patience;
  }

  /// Waits a step; false if the time is up.
  boolean again() {
    if (System.nanoTime() - start >= patience.toNanos()) {
      return false;
    }
    try {
      Thread.sleep(STEP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresFailed("interrupted while waiting for PostgreSQL", e);
    }
    return true;
  }
}
