package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.AuditReport;
import dev.postern.api.AuditRow;
import dev.postern.api.AuditVerification;
import dev.postern.api.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `posternctl audit …`
@Command(name = "audit", description = "what happened, to whom, by whom")
final class AuditCommands {
  private static final int PAGE = 500;

  private final Session session;
  private final Duration interval;

  /// @param interval how long following waits before it asks again
  AuditCommands(Session session, Duration interval) {
    this.session = session;
    this.interval = interval;
  }

  /// Which rows.
  static final class Filter {
    @Option(
        names = "--user",
        paramLabel = "USER",
        description = "only about this user, of another realm as REALM/USER")
    @Nullable String user;

    @Option(names = "--gateway", paramLabel = "NAME", description = "only by this gateway")
    @Nullable String gateway;

    @Option(
        names = "--event",
        paramLabel = "EVENT",
        description = "only this, such as login.rejected")
    @Nullable String event;

    @Option(
        names = "--actor",
        paramLabel = "ACTOR",
        description = "only done by, such as operator:anna")
    @Nullable String actor;

    @Option(
        names = "--since",
        paramLabel = "WHEN",
        converter = Moment.Reader.class,
        description = "not before, such as 2h or 2026-12-24")
    @Nullable Moment since;

    @Option(
        names = "--until",
        paramLabel = "WHEN",
        converter = Moment.Reader.class,
        description = "before")
    @Nullable Moment until;

    @Option(
        names = "--last",
        paramLabel = "N",
        description = "the last rows only (50, if there is no --since)")
    @Nullable Integer last;
  }

  @Command(name = "list", description = "list the audit, oldest first")
  void list(
      @Mixin Filter filter,
      @Option(
              names = {"-f", "--follow"},
              description = "go on with what happens")
          boolean follow)
      throws InterruptedException {
    var api = session.api();
    var table = new Table(session.out(), List.of("AT", "EVENT", "USER", "GATEWAY", "BY", "WHY"));
    Place place = place(filter);
    Page<AuditRow> page = api.page(place.with("last", last(filter)), AuditRow.class);
    while (!page.items().isEmpty() || follow) {
      print(table, page.items());
      String next = page.next();
      if (next == null) {
        break;
      }
      if (page.items().isEmpty()) {
        session.out().flush();
        Thread.sleep(interval);
      }
      page = api.page(place.with("after", next), AuditRow.class);
    }
    if (!session.json()) {
      table.end();
    }
  }

  private Place place(Filter filter) {
    return Place.of(ApiPaths.AUDIT)
        .with("user", filter.user)
        .with("gateway", filter.gateway)
        .with("event", filter.event)
        .with("actor", filter.actor)
        .with("since", session.ago(filter.since))
        .with("until", session.ago(filter.until))
        .with("limit", PAGE);
  }

  private static @Nullable Integer last(Filter filter) {
    Integer standard = filter.since == null ? 50 : null;
    return filter.last == null ? standard : filter.last;
  }

  private void print(Table table, List<AuditRow> rows) {
    if (session.json()) {
      session.printJson(rows);
    } else {
      table.print(rows.stream().map(this::cells).toList());
    }
  }

  private List<String> cells(AuditRow row) {
    return List.of(
        session.time(row.at()),
        row.event(),
        orEmpty(row.user()),
        orEmpty(row.gateway()),
        row.actor(),
        why(row));
  }

  private static String why(AuditRow row) {
    var parts = new ArrayList<String>();
    if (row.reason() != null) {
      parts.add(row.reason());
    }
    if (row.source() != null && !row.source().isEmpty()) {
      parts.add("from " + row.source());
    }
    for (Map.Entry<String, String> detail : new TreeMap<>(row.detail()).entrySet()) {
      if (!detail.getValue().isEmpty()) {
        parts.add(detail.getKey() + "=" + detail.getValue());
      }
    }
    return String.join(" ", parts);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Command(name = "verify", description = "check that no row was edited, deleted, moved or cut off")
  int verify(
      @Option(
              names = "--heads",
              paramLabel = "FILE",
              description = "heads of the chains that were exported before")
          @Nullable Path heads) {
    var meter = new ProgressMeter(session.terminal(), session.surroundings().clock());
    var verification = new AuditVerification(heads == null ? null : lines(heads));
    AuditReport report =
        session
            .api()
            .work(Place.of(ApiPaths.AUDIT_VERIFY), verification, AuditReport.class, meter::show);
    meter.end();
    report.findings().forEach(it -> session.note(it.what() + ": " + it.detail()));
    session.show(report, words(report));
    return (report.findings().isEmpty() ? ExitCode.DONE : ExitCode.REFUSED).number();
  }

  private static String words(AuditReport report) {
    String seen =
        "%s rows and %s seals checked: "
            .formatted(ProgressMeter.number(report.rows()), ProgressMeter.number(report.seals()));
    int found = report.findings().size();
    return seen + (found == 0 ? "nothing is wrong" : ProgressMeter.number(found) + " are wrong");
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException _) {
      throw CommandFailed.wrongUse("no heads can be read from " + file, null);
    }
  }
}
