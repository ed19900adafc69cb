package dev.postern.token;

import java.time.Duration;

/// How far from the expected a code may lie.
///
/// - `steps`: time steps either way of the token's own clock, 0 to 10 (RFC 6238, section 5.2)
/// - `lookAhead`: counters ahead of the next, 0 to 100 (RFC 4226, section 7.2)
/// - `resynchronization`: how far off a token's clock may be found by two codes in a row, 1 minute
///   to 8 hours either way
/// - `counterResynchronization`: counters ahead for the same, 1 to 500
public record OtpWindow(
    int steps, int lookAhead, Duration resynchronization, int counterResynchronization) {
  public static final OtpWindow DEFAULT = new OtpWindow(1, 10, Duration.ofMinutes(60), 100);

  public OtpWindow {
    require(steps >= 0 && steps <= 10, "steps must be 0 to 10, not " + steps);
    require(lookAhead >= 0 && lookAhead <= 100, "look-ahead must be 0 to 100, not " + lookAhead);
    long minutes = resynchronization.toMinutes();
    require(
        minutes >= 1 && minutes <= 480,
        "resynchronization must be 1 to 480 minutes, not " + minutes);
    require(
        counterResynchronization >= 1 && counterResynchronization <= 500,
        "counter-resynchronization must be 1 to 500, not " + counterResynchronization);
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
