package dev.postern.access;

import dev.postern.octets.Octets;
import dev.postern.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One try to log in, ready to be decided: who, from where, and what was found. `sessions` is how
/// many the user may have open once this is let in, 0 for any number.
public record Attempt(
    UserId user,
    String shownName,
    boolean known,
    Trace trace,
    @Nullable Answer answer,
    Finding finding,
    int sessions) {
  /// Where it came from, and what tells it from others.
  ///
  /// - `source`: Calling-Station-Id or Fortinet-Client-IP, empty if neither was sent (S2)
  /// - `packet`: digest of gateway address and port, identifier and Request Authenticator: the same
  ///   packet at another node (S5)
  /// - `login`: digest of gateway and source: requests of one login (S3)
  /// - `submission`: keyed digest of gateway, source, session and password; absent unless source
  ///   and session were sent (S5)
  /// - `budget`: how long the gateway waits before it asks another node
  public record Trace(
      String gateway,
      String source,
      Scheme scheme,
      Octets packet,
      Octets login,
      @Nullable Octets submission,
      String requestId,
      Duration budget,
      Instant at) {
    /// How long the same submission or answer gets the same decision again: until the gateway has
    /// given up one node and asked another, and a little for the way there.
    Duration repeatable() {
      return budget.plus(ON_THE_WAY);
    }
  }

  /// The challenge that it answers, a keyed digest of gateway and answer (S5), and how the password
  /// was shown before the challenge.
  public record Answer(UUID challenge, Octets digest, Instant expires, Scheme opened) {}

  /// The schemes that its login used, as a set.
  int schemes() {
    int shown = trace.scheme().bit();
    return answer == null ? shown : shown | answer.opened().bit();
  }

  /// How long the same packet gets the same decision again.
  static final Duration SAME_PACKET = Duration.ofSeconds(30);

  private static final Duration ON_THE_WAY = Duration.ofSeconds(5);
}
