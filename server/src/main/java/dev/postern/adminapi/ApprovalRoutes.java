package dev.postern.adminapi;

import static dev.postern.adminapi.Permission.HELP_PEOPLE;
import static dev.postern.adminapi.Permission.SEE_PEOPLE;
import static dev.postern.http.Method.GET;
import static dev.postern.http.Method.POST;

import dev.postern.api.ApiPaths;
import dev.postern.api.ApprovalView;
import dev.postern.api.UserRef;
import dev.postern.approval.Approval;
import dev.postern.approval.Approvals;
import dev.postern.approval.Approvals.DecideOutcome;
import dev.postern.approval.Hold;
import dev.postern.http.Answer;
import dev.postern.http.Page;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// What takes two operators, for the second one (S24).
public final class ApprovalRoutes implements AdminRoutes {
  private final Approvals approvals;

  public ApprovalRoutes(Approvals approvals) {
    this.approvals = approvals;
  }

  /// Why somebody gets no new token yet.
  static Problem problem(Hold hold) {
    var problem =
        Problem.conflict(
            "the user's e-mail or phone was changed within 72 h: a new token takes a second"
                + " operator until "
                + hold.until().truncatedTo(ChronoUnit.SECONDS));
    return problem.hint(
        hold.approval() == null
            ? "a key is nobody: do it as an operator, after posternctl login"
            : "have another operator run: posternctl approval grant "
                + hold.approval()
                + "; then do this again");
  }

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        new AdminRoute(GET, ApiPaths.APPROVALS, SEE_PEOPLE, this::list),
        new AdminRoute(
            POST,
            ApiPaths.APPROVAL_GRANT,
            HELP_PEOPLE,
            (request, caller) -> decide(request, caller, true)),
        new AdminRoute(
            POST,
            ApiPaths.APPROVAL_DENY,
            HELP_PEOPLE,
            (request, caller) -> decide(request, caller, false)));
  }

  private Answer list(Request request, Caller caller) {
    var range = request.range();
    var page = Page.of(approvals.open(range.after(), range.limit() + 1), range, Approval::id);
    var reached = page.items().stream().filter(one -> caller.reaches(one.about().realm())).toList();
    return Answer.ok(new Page<>(reached, page.next()).map(ApprovalRoutes::view));
  }

  private Answer decide(Request request, Caller caller, boolean grant) {
    String id = request.segment("id");
    var reached = approvals.find(id).filter(one -> caller.reaches(one.about().realm()));
    if (reached.isEmpty()) {
      return unknown(id);
    }
    return switch (approvals.decide(id, grant, caller.actor())) {
      case DecideOutcome.Decided(Approval decided) -> Answer.ok(view(decided));
      case DecideOutcome.Refused(String why) -> Answer.failed(Problem.conflict(why));
      case DecideOutcome.NoSuchApproval() -> unknown(id);
    };
  }

  private static Answer unknown(String id) {
    return Answer.failed(
        Problem.notFound("nothing is asked for under '" + id + "'")
            .hint("run: posternctl approval list"));
  }

  private static ApprovalView view(Approval approval) {
    var about = approval.about();
    var decision = approval.decision();
    return new ApprovalView(
        approval.id(),
        approval.what().name().toLowerCase(Locale.ROOT),
        new UserRef(about.realm().text(), about.name().text()),
        approval.askedBy().text(),
        approval.askedAt(),
        approval.until(),
        approval.state().name().toLowerCase(Locale.ROOT),
        decision == null ? null : decision.by().text(),
        decision == null ? null : decision.at());
  }
}
