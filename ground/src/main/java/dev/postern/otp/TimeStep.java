package dev.postern.otp;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How long one code of a clock token lasts (RFC 6238, section 4.1: X, with T0 = 0), and which
/// number a moment has by it.
///
/// @param length whole seconds, 1 s to 1 h
public record TimeStep(Duration length) {
  private static final Duration LONGEST = Duration.ofHours(1);

  /// What every authenticator app understands.
  public static final TimeStep USUAL = ofSeconds(30);

  public TimeStep {
    if (length.compareTo(Duration.ofSeconds(1)) < 0
        || length.compareTo(LONGEST) > 0
        || !length.equals(length.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException(
          "a time step is a whole number of seconds from 1 to 3600, not " + length);
    }
  }

  public static TimeStep ofSeconds(long seconds) {
    return new TimeStep(Duration.ofSeconds(seconds));
  }

  public long seconds() {
    return length.toSeconds();
  }

  /// The number of the step that `moment` lies in; 64 bits wide, as section 4.2 wants it.
  public long at(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), length.toSeconds());
  }

  /// When step `number` begins.
  public Instant start(long number) {
    return Instant.ofEpochSecond(Math.multiplyExact(number, length.toSeconds()));
  }
}
