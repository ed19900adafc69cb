package dev.postern.bench;

import java.util.concurrent.locks.LockSupport;

/// Steady moments, so many a second, that do not wait for anybody: who falls behind catches up, and
/// what is late counts from when it was due.
final class Pace {
  private static final long SECOND = 1_000_000_000L;

  private final long began = System.nanoTime();
  private final int rate;

  Pace(int rate) {
    this.rate = rate;
  }

  /// When the moment of that number is due, in the time of [System#nanoTime].
  long due(long number) {
    return began + number * SECOND / rate;
  }

  /// Waits until it is due.
  long await(long number) {
    long due = due(number);
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return due;
  }
}
