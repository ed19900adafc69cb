package dev.postern.access;

import java.time.Duration;

/// How guessing is slowed down (S1), within NIST SP 800-63B, section 3.2.2.
///
/// - `freeFailures`: failures of a user from one source without a delay, 1 to 20
/// - `firstDelay`, doubled with each further failure up to `longestDelay`: 1 s to 1 h
/// - `unknownFailures`: failures of a user from sources without a good login in `goodFor`, 5 to
///   100, after which such sources are locked out for `lock`
/// - `suspendAfter`: failures in a row, wherever from, that suspend the user's tokens, 10 to 100
/// - `rejectFloor`: no Access-Reject leaves earlier after its request, 0 to 2 s
/// - `unknownNames`: names that are nobody's and whose failures are counted, 1000 to 1000000
public record LimitSettings(
    int freeFailures,
    Duration firstDelay,
    Duration longestDelay,
    int unknownFailures,
    Duration lock,
    int suspendAfter,
    Duration goodFor,
    Duration rejectFloor,
    int unknownNames) {
  public static final LimitSettings DEFAULT =
      new LimitSettings(
          5,
          Duration.ofSeconds(30),
          Duration.ofHours(1),
          20,
          Duration.ofHours(1),
          100,
          Duration.ofDays(30),
          Duration.ofMillis(250),
          100_000);

  public LimitSettings {
    within("free-failures", freeFailures, 1, 20);
    within("first-delay seconds", firstDelay.toSeconds(), 1, 3600);
    within("longest-delay seconds", longestDelay.toSeconds(), firstDelay.toSeconds(), 3600);
    within("unknown-failures", unknownFailures, 5, 100);
    within("lock seconds", lock.toSeconds(), 60, 86_400);
    within("suspend-after", suspendAfter, 10, 100);
    within("good-for days", goodFor.toDays(), 1, 365);
    within("reject-floor milliseconds", rejectFloor.toMillis(), 0, 2000);
    within("unknown-names", unknownNames, 1000, 1_000_000);
  }

  private static void within(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + ", not " + value);
    }
  }

  /// How long a source must wait after its `failures`-th failure in a row.
  Duration delayAfter(int failures) {
    if (failures < freeFailures) {
      return Duration.ZERO;
    }
    int doublings = Math.min(failures - freeFailures, 20);
    Duration delay = firstDelay.multipliedBy(1L << doublings);
    return delay.compareTo(longestDelay) < 0 ? delay : longestDelay;
  }
}
