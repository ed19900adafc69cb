package dev.postern.access;

import dev.postern.access.Verdict.Accepted;
import dev.postern.access.Verdict.MayAsk;
import dev.postern.access.Verdict.Rejected;
import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.audit.AuditEntry.Origin;
import dev.postern.audit.AuditEntry.Subject;
import java.util.HashMap;
import java.util.Map;

/// What the audit says of a login.
public final class LoginAudit {
  private static final Actor VISITOR = new Actor.Visitor();

  private LoginAudit() {}

  public static AuditEntry entry(Attempt attempt, Ruling ruling) {
    var detail = new HashMap<String, String>();
    if (ruling.spent() != null) {
      detail.put("token", ruling.spent().serial().text());
    }
    if (ruling.suspends()) {
      detail.put("tokens", "suspended");
    }
    if (ruling.verdict() instanceof Accepted(boolean repeated) && repeated) {
      detail.put("repeated", "yes");
    }
    if (attempt.finding() instanceof Finding.CertificateAlone) {
      detail.put("factor", "certificate");
    }
    var trace = attempt.trace();
    if (trace.scheme() != Scheme.PAP) {
      detail.put("scheme", trace.scheme().name());
    }
    return new AuditEntry(
        trace.at(),
        event(ruling.verdict()),
        reason(attempt, ruling.verdict()),
        VISITOR,
        new Subject(attempt.user(), attempt.shownName()),
        new Origin(trace.gateway(), trace.source(), trace.requestId()),
        detail);
  }

  private static String reason(Attempt attempt, Verdict verdict) {
    return switch (verdict) {
      case Accepted(var _) -> "";
      case Rejected(RejectReason reason) -> reason.name();
      case MayAsk() -> asked(attempt.finding());
    };
  }

  private static String asked(Finding finding) {
    return switch (finding) {
      case Finding.OutOfStep _ -> "NEXT_CODE_WANTED";
      case Finding.Proven _ -> "PROOF_SHOWN";
      case Finding.Asking _,
          Finding.Failed _,
          Finding.Refused _,
          Finding.Late _,
          Finding.Matched _,
          Finding.PasswordAlone _,
          Finding.CertificateAlone _ ->
          "";
    };
  }

  private static String event(Verdict verdict) {
    return switch (verdict) {
      case Accepted(var _) -> "login.accepted";
      case Rejected(var _) -> "login.rejected";
      case MayAsk() -> "login.challenged";
    };
  }

  /// A request whose name can be nobody's, rejected for that or another reason; the name itself is
  /// not kept, for it may be a password typed into the wrong field.
  public static AuditEntry nameless(Attempt.Trace trace, RejectReason reason) {
    return new AuditEntry(
        trace.at(),
        "login.rejected",
        reason.name(),
        VISITOR,
        null,
        new Origin(trace.gateway(), trace.source(), trace.requestId()),
        Map.of());
  }
}
