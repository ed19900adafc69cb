package dev.postern.accounting;

import dev.postern.user.UserId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of a session.
public record Session(SessionId id, Origin origin, Subject subject, Span span, Traffic traffic) {
  /// Who tells of it: a gateway, from one of its addresses; the NAS that it speaks for, by address
  /// or name; and what that calls the session (Acct-Session-Id).
  public record Origin(String gateway, String address, String nas, String session) {}

  /// Whose it is, as the gateway says; `user` is whom that means, which need not be anybody;
  /// `login` is the request by which the user came in, absent if the gateway does not say.
  ///
  /// `station` is where the user is (Calling-Station-Id), `ipv4` and `ipv6` what address the user
  /// got; empty if that is unknown.
  public record Subject(
      String userName,
      @Nullable UserId user,
      @Nullable String login,
      String station,
      String ipv4,
      String ipv6) {
    /// Whether an address of the user is known.
    public boolean hasAddress() {
      return !ipv4.isEmpty() || !ipv6.isEmpty();
    }
  }

  /// From when to when; `heardAt` is the time of its newest record, `ending` and `endedAt` are
  /// absent while it is open, `cause` is Acct-Terminate-Cause or 0.
  public record Span(
      Instant startedAt,
      Instant heardAt,
      @Nullable Instant endedAt,
      @Nullable Ending ending,
      int cause) {}

  /// Seconds, and octets from the user and to the user.
  public record Traffic(long seconds, long input, long output) {}

  /// How a session came to be over.
  public enum Ending {
    /// The gateway said so.
    STOP,
    /// Its NAS has started since, or said that it would stop.
    GATEWAY,
    /// Nothing was heard of it for too long; if it is heard of again, it is open again.
    SILENCE
  }

  public boolean open() {
    return span.endedAt == null;
  }

  public Optional<Instant> end() {
    return Optional.ofNullable(span.endedAt);
  }
}
