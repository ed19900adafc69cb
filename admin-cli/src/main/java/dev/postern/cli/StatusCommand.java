package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.NodeStatus;
import dev.postern.api.Status;
import java.util.List;
import picocli.CommandLine.Command;

/// `posternctl status`
@Command(name = "status", description = "how the server and its other nodes are")
final class StatusCommand implements Runnable {
  private static final List<String> HEADING =
      List.of("NODE", "VERSION", "STARTED", "SEEN", "CLOCK", "SEALING KEYS");

  private final Session session;

  StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Status status = session.api().get(Place.of(ApiPaths.STATUS), Status.class);
    session.show(
        status,
        new Details()
            .line("node", status.node())
            .line("version", status.version())
            .line("ready", status.ready() ? "yes" : "no")
            .line("problems", status.problems())
            .line("sealing key", status.sealingKey()));
    if (!session.json()) {
      session.out().println();
      new Table(session.out(), HEADING).print(status.nodes().stream().map(this::row).toList());
    }
  }

  private List<String> row(NodeStatus node) {
    return List.of(
        node.name(),
        node.version(),
        session.time(node.startedAt()),
        session.time(node.seenAt()),
        node.clockOffset() == null ? "" : node.clockOffset().toMillis() + " ms",
        String.join(", ", node.sealingKeys()));
  }
}
