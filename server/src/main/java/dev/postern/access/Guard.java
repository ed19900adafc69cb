package dev.postern.access;

import dev.postern.octets.Octets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A user's failures since the last complete login; see the table `login_guards`.
public record Guard(
    int failures, int unknownFailures, @Nullable Instant lockedUntil, @Nullable LastFailure last) {
  public static final Guard CLEAN = new Guard(0, 0, null, null);

  /// The failure that was counted last, and the schemes that were tried in its login.
  public record LastFailure(
      Instant at, Octets packet, Octets login, int schemes, RejectReason reason) {}

  boolean lockedAt(Instant now) {
    return lockedUntil != null && now.isBefore(lockedUntil);
  }
}
