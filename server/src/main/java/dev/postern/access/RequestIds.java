package dev.postern.access;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Names for requests, by which log and audit speak of one: eight characters of this run of this
/// node, and a number.
public final class RequestIds {
  private final String run;
  private final AtomicLong number = new AtomicLong();

  public RequestIds(SecureRandom random) {
    long value = random.nextLong() & 0xff_ffff_ffffL;
    this.run = String.format("%8s", Long.toString(value, 32)).replace(' ', '0');
  }

  String next() {
    return run + "-" + number.incrementAndGet();
  }
}
