package dev.postern.adminapi;

import dev.postern.api.ApiPaths;
import dev.postern.api.AuditReport;
import dev.postern.api.Progress;
import dev.postern.api.ProgressLine;
import dev.postern.audit.AuditVerification;
import dev.postern.audit.ExportedHead;
import dev.postern.audit.SealedHeads;
import dev.postern.audit.Verifications;
import dev.postern.audit.Verifications.Verified;
import dev.postern.http.Answer;
import dev.postern.http.Lines;
import dev.postern.http.Method;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Checking the audit, against the heads that the caller brings and those that this node exported.
/// That it was done is noted.
public final class AuditVerifyRoutes implements AdminRoutes {
  private final AuditVerification verification;
  private final SealedHeads exported;
  private final Verifications verifications;
  private final InstantSource clock;

  public AuditVerifyRoutes(
      AuditVerification verification,
      SealedHeads exported,
      Verifications verifications,
      InstantSource clock) {
    this.verification = verification;
    this.exported = exported;
    this.verifications = verifications;
    this.clock = clock;
  }

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        new AdminRoute(Method.POST, ApiPaths.AUDIT_VERIFY, Permission.SEE_AUDIT, this::verify));
  }

  private Answer verify(Request request, Caller caller) {
    caller.requireAllRealms();
    var heads = new ArrayList<>(exported.kept());
    var brought = request.body(dev.postern.api.AuditVerification.class).heads();
    if (brought != null) {
      brought.stream().map(AuditVerifyRoutes::head).forEach(heads::add);
    }
    return Answer.stream(lines -> verify(heads, caller, lines));
  }

  private static ExportedHead head(String line) {
    return ExportedHead.parse(line)
        .orElseThrow(
            () -> Problem.badRequest("this is no exported head: " + line).field("heads").refused());
  }

  private void verify(List<ExportedHead> heads, Caller caller, Lines lines) {
    var report =
        verification.verify(
            heads,
            rows -> lines.write(ProgressLine.<AuditReport>of(new Progress(rows, null, 0, null))));
    int findings = report.findings().size();
    verifications.done(new Verified(clock.instant(), caller.actor(), report.rows(), findings));
    lines.write(ProgressLine.of(view(report)));
  }

  private static AuditReport view(AuditVerification.Report report) {
    var findings = report.findings().stream().map(AuditVerifyRoutes::view).toList();
    return new AuditReport(report.rows(), report.seals(), findings);
  }

  private static AuditReport.Finding view(AuditVerification.Finding finding) {
    String what = finding.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new AuditReport.Finding(what, finding.detail());
  }
}
