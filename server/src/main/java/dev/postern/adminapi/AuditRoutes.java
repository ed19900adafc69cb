package dev.postern.adminapi;

import dev.postern.api.ApiPaths;
import dev.postern.audit.AuditFilter;
import dev.postern.audit.AuditLog;
import dev.postern.audit.AuditPosition;
import dev.postern.audit.AuditRow;
import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Page;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import dev.postern.node.Node;
import dev.postern.node.Nodes;
import dev.postern.user.UserId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reading the audit. Only callers for all realms may, but for the rows of one user within reach.
public final class AuditRoutes implements AdminRoutes {
  private final AuditLog log;
  private final Nodes nodes;

  public AuditRoutes(AuditLog log, Nodes nodes) {
    this.log = log;
    this.nodes = nodes;
  }

  @Override
  public List<AdminRoute> routes() {
    return List.of(new AdminRoute(Method.GET, ApiPaths.AUDIT, Permission.SEE_AUDIT, this::list));
  }

  private Answer list(Request request, Caller caller) {
    var filter = filter(request, caller);
    var range = request.range();
    var last = request.query("last");
    var start = position(range.after());
    var rows =
        last.isPresent()
            ? log.last(filter, count(last.get()))
            : log.after(start, filter, range.limit());
    var end = rows.isEmpty() ? start : AuditPosition.of(rows.getLast());
    var names =
        nodes.all().stream().collect(Collectors.toMap(Node::id, Node::name, (one, _) -> one));
    return Answer.ok(new Page<>(rows.stream().map(row -> view(row, names)).toList(), end.text()));
  }

  private static AuditFilter filter(Request request, Caller caller) {
    return new AuditFilter(
        user(request, caller),
        request.query("gateway").orElse(null),
        request.query("event").orElse(null),
        request.query("actor").orElse(null),
        time(request, "since"),
        time(request, "until"));
  }

  private static @Nullable UserId user(Request request, Caller caller) {
    var named = request.query("user");
    if (named.isEmpty()) {
      caller.requireAllRealms();
      return null;
    }
    return UserWords.id(named.get(), caller);
  }

  private static @Nullable Instant time(Request request, String parameter) {
    String text = request.query(parameter).orElse("");
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw Problem.badRequest(parameter + " must be a time such as 2026-11-22T10:00:00Z")
          .field(parameter)
          .refused();
    }
  }

  private static int count(String last) {
    if (!last.matches("[0-9]{1,4}")) {
      throw Problem.badRequest("last must be a number of rows").field("last").refused();
    }
    return Math.min(Integer.parseInt(last), Page.Range.MOST);
  }

  private static AuditPosition position(String after) {
    return after.isEmpty()
        ? AuditPosition.START
        : AuditPosition.parse(after)
            .orElseThrow(() ->
                Problem.badRequest("after must be the 'next' of an earlier answer")
                    .field("after")
                    .refused());
  }

  private static dev.postern.api.AuditRow view(AuditRow row, Map<UUID, String> nodes) {
    var entry = row.entry();
    var origin = entry.origin();
    return new dev.postern.api.AuditRow(
        AuditPosition.of(row).text(),
        entry.at(),
        nodes.getOrDefault(row.node(), row.node().toString()),
        entry.event(),
        entry.reason().isEmpty() ? null : entry.reason(),
        entry.actor().text(),
        entry.concerned().map(who -> who.name()).orElse(null),
        origin == null ? null : origin.gateway(),
        origin == null ? null : origin.source(),
        origin == null ? null : origin.requestId(),
        entry.detail());
  }
}
