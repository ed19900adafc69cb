package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.ImportReport;
import dev.postern.cli.takeover.Format;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `posternctl import`: hands our own CSV to the server as a stream, without looking into it; what
/// other systems wrote is read here ([Takeover]).
@Command(
    name = "import",
    description = "take users and tokens from our own CSV or another system's file")
final class ImportCommand implements Callable<Integer> {
  private static final int MOST_NAMED = 20;
  private static final int LOOK = 1 << 16;

  private final Session session;

  @Parameters(paramLabel = "FILE", description = "the file; - for stdin")
  Path file = Path.of("-");

  @Option(names = "--all-or-nothing", description = "take nothing if a row is bad")
  boolean allOrNothing;

  @Option(
      names = "--update",
      description = "change users who are there already, instead of refusing their rows")
  boolean update;

  @Mixin final TakeoverOptions takeover = new TakeoverOptions();

  ImportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Format format = format();
    if (format != Format.POSTERN) {
      return foreign(format).number();
    }
    if (takeover.any()) {
      throw CommandFailed.wrongUse(
          "our own CSV is taken without that option", "is it that? else name it with --format");
    }
    return own();
  }

  private Format format() {
    if (takeover.format != null) {
      return takeover.format;
    }
    if (file.toString().equals("-")) {
      return Format.POSTERN;
    }
    try (InputStream in = open()) {
      return Format.of(in.readNBytes(LOOK)).orElse(Format.POSTERN);
    } catch (IOException _) {
      throw unreadable();
    }
  }

  private ExitCode foreign(Format format) {
    if (file.toString().equals("-")) {
      throw CommandFailed.wrongUse(
          "another system's file is read twice, which stdin can't be", "name a file");
    }
    if (allOrNothing || update) {
      throw CommandFailed.wrongUse(
          "--all-or-nothing and --update are for our own CSV",
          "another system's file is always taken so");
    }
    return new Takeover(session, takeover, format, file).run();
  }

  private int own() {
    var meter = new ProgressMeter(session.terminal(), session.surroundings().clock());
    Place place =
        Place.of(ApiPaths.IMPORTS)
            .with("dryRun", takeover.dryRun ? "true" : null)
            .with("allOrNothing", allOrNothing ? "true" : null)
            .with("update", update ? "true" : null);
    InputStream csv = session.terminal().errShown() ? new Counted(open(), meter) : open();
    var body = BodyPublishers.ofInputStream(() -> csv);
    ImportReport report = session.api().workOnCsv(place, body, ImportReport.class, meter::show);
    meter.end();
    if (!session.json()) {
      name(report);
    }
    session.show(
        report,
        "%s %s, %s refused"
            .formatted(
                ProgressMeter.number(report.taken()),
                takeover.dryRun ? "would be taken" : "taken",
                ProgressMeter.number(report.refused())));
    return (report.refused() == 0 ? ExitCode.DONE : ExitCode.REFUSED).number();
  }

  /// Names the first rows that were refused; `--json` has more.
  private void name(ImportReport report) {
    var named = report.problems().stream().limit(MOST_NAMED).toList();
    named.forEach(it -> session.note("line " + it.line() + ": " + it.reason()));
    long unnamed = report.refused() - named.size();
    if (unnamed > 0) {
      session.note("and " + ProgressMeter.number(unnamed) + " more rows were refused");
      session.hint("--json names up to 1,000");
    }
  }

  private InputStream open() {
    if (file.toString().equals("-")) {
      return session.terminal().in();
    }
    try {
      return Files.newInputStream(file);
    } catch (IOException _) {
      throw unreadable();
    }
  }

  private CommandFailed unreadable() {
    return CommandFailed.wrongUse("no file can be read at " + file, null);
  }

  /// Shows how much was sent: the server speaks only once it has everything.
  private static final class Counted extends FilterInputStream {
    private final ProgressMeter meter;
    private long sent;

    Counted(InputStream in, ProgressMeter meter) {
      super(in);
      this.meter = meter;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      if (count > 0) {
        sent += count;
        meter.show("sent " + ProgressMeter.number(sent / 1024) + " KiB");
      }
      return count;
    }
  }
}
