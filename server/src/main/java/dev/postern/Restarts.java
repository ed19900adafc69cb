package dev.postern;

import dev.postern.embedded.RestartListener;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells of the embedded PostgreSQL's unwanted ends, and counts how often it was started again.
final class Restarts implements RestartListener {
  private static final Logger LOG = LoggerFactory.getLogger(Restarts.class);

  private final AtomicLong count = new AtomicLong();

  long count() {
    return count.get();
  }

  @Override
  public void ended() {
    LOG.error("PostgreSQL has ended, though nobody told it to: starting it again");
  }

  @Override
  public void restarted() {
    count.incrementAndGet();
    LOG.warn("PostgreSQL runs again; its log says why it ended");
  }

  @Override
  public void failed(String why, Duration pause) {
    LOG.error("PostgreSQL is tried again in {} s: {}", pause.toSeconds(), why);
  }
}
