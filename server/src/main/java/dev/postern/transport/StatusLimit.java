package dev.postern.transport;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Bounds how many Status-Server packets of a gateway are answered (RFC 5997, section 4.2): 50 a
/// second, which is plenty for a network of hundreds that ask every few seconds. A retransmission
/// that is answered from memory is not counted, so that nobody who replays one packet can use up
/// what the gateway itself needs.
final class StatusLimit {
  static final int A_SECOND = 50;

  private static final long APART = Duration.ofSeconds(1).toNanos() / A_SECOND;
  private static final long BURST = APART * (A_SECOND - 1);

  private final LongSupplier nanos;
  private final ConcurrentHashMap<String, AtomicLong> due = new ConcurrentHashMap<>();

  StatusLimit(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// Whether one more may be answered now. `due` is when the ones before would be over, if they had
  /// come evenly.
  boolean admits(String gateway) {
    long now = nanos.getAsLong();
    var next = due.computeIfAbsent(gateway, _ -> new AtomicLong(now));
    while (true) {
      long before = next.get();
      long from = before - now > 0 ? before : now;
      if (from - now > BURST) {
        return false;
      }
      if (next.compareAndSet(before, from + APART)) {
        return true;
      }
    }
  }
}
