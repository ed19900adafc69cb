package dev.postern.metrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Counts the challenges that this node sent and whose life is not over, by the second in which it
/// ends. One that was answered counts on until then, for any node may have got the answer.
final class OpenChallenges {
  private static final int SECONDS = 1024;

  private final LongSupplier nanos;
  private final long[] ends = new long[SECONDS];
  private final int[] counts = new int[SECONDS];

  OpenChallenges(LongSupplier nanos) {
    this.nanos = nanos;
    Arrays.fill(ends, Long.MIN_VALUE);
  }

  /// Lives beyond the ring's span count as its span.
  synchronized void add(Duration life) {
    long end = now() + Math.clamp(life.toSeconds(), 1, SECONDS - 1);
    int slot = Math.floorMod(end, SECONDS);
    counts[slot] = ends[slot] == end ? counts[slot] + 1 : 1;
    ends[slot] = end;
  }

  synchronized int count() {
    long now = now();
    int open = 0;
    for (int slot = 0; slot < SECONDS; slot++) {
      open += ends[slot] > now ? counts[slot] : 0;
    }
    return open;
  }

  private long now() {
    return TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong());
  }
}
