package dev.postern.accounting;

import dev.postern.accounting.Session.Origin;
import dev.postern.accounting.Session.Subject;
import dev.postern.accounting.Session.Traffic;
import java.time.Instant;

/// One thing that a gateway tells. `at` is when it happened there, which may be before it arrived
/// (RFC 2866, section 5.2).
public sealed interface AccountingRecord {
  Instant at();

  /// A session began, goes on or is over; `cause` is Acct-Terminate-Cause, 0 if there is none.
  record OfSession(
      SessionId id,
      Kind kind,
      Instant at,
      Origin origin,
      Subject subject,
      Traffic traffic,
      int cause)
      implements AccountingRecord {
    /// When the session began, as far as this record knows.
    public Instant began() {
      return at.minusSeconds(traffic.seconds());
    }
  }

  /// A NAS behind the gateway started, or will stop: none of its sessions is open any more
  /// (Accounting-On and -Off, RFC 2866, section 5.1).
  record OfGateway(String gateway, String nas, Instant at) implements AccountingRecord {}

  /// What a record says of its session.
  enum Kind {
    START,
    INTERIM,
    STOP
  }
}
