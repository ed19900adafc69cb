package dev.postern;

import dev.postern.gateway.Gateway;
import dev.postern.store.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says why requests stay unanswered: bugs each time, trouble of the database once a minute, for it
/// costs every login as long as it lasts.
final class Unanswered {
  private static final Logger LOG = LoggerFactory.getLogger(Unanswered.class);
  private static final long PAUSE = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanos;
  private final AtomicLong toldAt;

  Unanswered(LongSupplier nanos) {
    this.nanos = nanos;
    this.toldAt = new AtomicLong(nanos.getAsLong() - PAUSE);
  }

  /// Tells of one, and returns as what it counts.
  String tell(Gateway gateway, Throwable failure) {
    if (failure instanceof StoreUnavailable) {
      long before = toldAt.get();
      long now = nanos.getAsLong();
      if (now - before >= PAUSE && toldAt.compareAndSet(before, now)) {
        LOG.warn("logins are not answered: {}", failure.getMessage());
      }
      return "no database";
    }
    LOG.error("a request of gateway {} failed", gateway.name(), failure);
    return "failed";
  }
}
