package dev.postern.adminapi;

import dev.postern.api.ApiPaths;
import dev.postern.api.NodeStatus;
import dev.postern.api.Status;
import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Request;
import dev.postern.node.Node;
import dev.postern.node.Nodes;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// How the installation is, as this node sees it. `problems` are the reasons why this node does not
/// answer logins at the moment, none if it does.
public final class StatusRoutes implements AdminRoutes {
  /// The node that is asked: its name, its version, the key that it seals under.
  public record Self(String node, String version, String sealingKey) {}

  private final Supplier<Self> self;
  private final Nodes nodes;
  private final Supplier<List<String>> problems;
  private final InstantSource clock;

  public StatusRoutes(
      Supplier<Self> self, Nodes nodes, Supplier<List<String>> problems, InstantSource clock) {
    this.self = self;
    this.nodes = nodes;
    this.problems = problems;
    this.clock = clock;
  }

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        new AdminRoute(Method.GET, ApiPaths.STATUS, Permission.SEE_STATUS, this::status));
  }

  private Answer status(Request request, Caller caller) {
    var now = self.get();
    var troubles = problems.get();
    return Answer.ok(
        new Status(
            now.node(),
            now.version(),
            clock.instant(),
            troubles.isEmpty(),
            troubles,
            now.sealingKey(),
            nodes.all().stream().map(StatusRoutes::view).toList()));
  }

  private static NodeStatus view(Node node) {
    return new NodeStatus(
        node.name(),
        node.version(),
        node.startedAt(),
        node.seenAt(),
        null,
        node.keyNames().stream().sorted().toList());
  }
}
