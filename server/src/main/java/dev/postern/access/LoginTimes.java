package dev.postern.access;

import java.time.Duration;

/// How early and how late a login may be answered.
final class LoginTimes {
  private final AccessParts parts;

  LoginTimes(AccessParts parts) {
    this.parts = parts;
  }

  /// The floor rises with the wait for a hash, which only known users have (S1), but never so far
  /// that the gateway waits no more and takes the Reject for silence (S9).
  Duration floor(Login login) {
    var floor = parts.limits().rejectFloor().plus(parts.passwords().expectedWait());
    var latest = login.policy().budget().multipliedBy(3).dividedBy(4);
    return floor.compareTo(latest) < 0 ? floor : latest;
  }

  /// What is left of the time that the gateway waits (S11).
  Duration patience(Login login) {
    long spent = parts.nanos().getAsLong() - login.request().arrivedNanos();
    return login.policy().budget().minusNanos(spent);
  }
}
