package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.AuditRow;
import dev.postern.api.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `posternctl alarm …`
@Command(name = "alarm", description = "what somebody should look at")
final class AlarmCommands {
  private final Session session;

  AlarmCommands(Session session) {
    this.session = session;
  }

  @Command(name = "list", description = "list the last alarms, oldest first, from the audit")
  void list(
      @Option(
              names = "--since",
              paramLabel = "WHEN",
              converter = Moment.Reader.class,
              description = "not before, such as 2h or 2026-12-24")
          @Nullable Moment since,
      @Option(
              names = "--last",
              paramLabel = "N",
              defaultValue = "50",
              description = "at most so many (${DEFAULT-VALUE})")
          int last) {
    Place place =
        Place.of(ApiPaths.AUDIT)
            .with("event", "alarm.raised")
            .with("since", session.ago(since))
            .with("last", last);
    Page<AuditRow> page = session.api().page(place, AuditRow.class);
    if (session.json()) {
      session.printJson(page.items());
      return;
    }
    var table = new Table(session.out(), List.of("AT", "NODE", "KIND", "ABOUT", "WHAT"));
    table.print(page.items().stream().map(this::cells).toList());
    table.end();
  }

  private List<String> cells(AuditRow alarm) {
    return List.of(
        session.time(alarm.at()),
        alarm.node(),
        alarm.detail().getOrDefault("kind", ""),
        alarm.detail().getOrDefault("subject", ""),
        alarm.detail().getOrDefault("words", ""));
  }
}
