package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.ApprovalView;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `posternctl approval …`
@Command(name = "approval", description = "what takes a second operator")
final class ApprovalCommands {
  private final Session session;

  ApprovalCommands(Session session) {
    this.session = session;
  }

  @Command(name = "list", description = "list what is asked for or granted, and not over")
  void list() {
    session.list(
        ListOf.all(
            Place.of(ApiPaths.APPROVALS),
            ApprovalView.class,
            "ID",
            "WHAT",
            "USER",
            "ASKED BY",
            "STATE",
            "DECIDED BY",
            "UNTIL"),
        this::row);
  }

  private List<String> row(ApprovalView approval) {
    return List.of(
        approval.id(),
        approval.what(),
        approval.user().realm() + "/" + approval.user().name(),
        approval.askedBy(),
        approval.state(),
        Objects.requireNonNullElse(approval.decidedBy(), ""),
        session.time(approval.until()));
  }

  @Command(name = "grant", description = "let another operator do it, once")
  void grant(@Parameters(paramLabel = "ID", description = "from the list") String id) {
    decide(ApiPaths.APPROVAL_GRANT, id);
  }

  @Command(name = "deny", description = "refuse it")
  void deny(@Parameters(paramLabel = "ID", description = "from the list") String id) {
    decide(ApiPaths.APPROVAL_DENY, id);
  }

  private void decide(String path, String id) {
    var approval = session.api().post(Place.of(path, id), ApprovalView.class);
    String whose = approval.user().realm() + "/" + approval.user().name();
    session.show(approval, approval.what() + " for " + whose + " is " + approval.state());
  }
}
