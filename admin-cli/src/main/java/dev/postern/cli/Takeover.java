package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.ImportReport;
import dev.postern.api.ImportReport.RowProblem;
import dev.postern.cli.takeover.BrokenFile;
import dev.postern.cli.takeover.EntryRows;
import dev.postern.cli.takeover.Format;
import dev.postern.cli.takeover.Handover;
import dev.postern.cli.takeover.TakeoverTerms;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An import of another system's file: read once for a dry run, shown, asked about, and read again
/// to be taken wholly or not at all.
final class Takeover {
  private static final int MOST_SHOWN = 1000;
  private static final int BUFFER = 1 << 16;

  private final Session session;
  private final TakeoverOptions options;
  private final Format format;
  private final Path file;
  private Optional<Handover> handover = Optional.empty();
  private @Nullable RuntimeException broken;

  Takeover(Session session, TakeoverOptions options, Format format, Path file) {
    this.session = session;
    this.options = options;
    this.format = format;
    this.file = file;
  }

  ExitCode run() {
    session.note("this is " + format.words());
    var tried = tried();
    var report = tried.report();
    handover.ifPresent(this::write);
    if (options.dryRun || mayNot(report)) {
      show(report);
      return report.refused() == 0 ? ExitCode.DONE : ExitCode.REFUSED;
    }
    if (report.nothingNew()) {
      show(report);
      session.done("everything is there already");
      return ExitCode.DONE;
    }
    if (!options.yes) {
      if (!session.json()) {
        show(report);
      }
      warn();
      session.confirm(false, "take it");
    }
    return take(report, tried.clearPasswords());
  }

  private void write(Handover commands) {
    commands.warnings().forEach(warning -> session.note("warning: " + warning));
    Path target = options.fortiOsCommands;
    if (target == null) {
      session.hint("--fortios-commands FILE writes what turns them over on the FortiGate");
      return;
    }
    try {
      Files.writeString(target, commands.commands());
      Files.writeString(Path.of(target + ".back"), commands.back());
    } catch (IOException e) {
      throw CommandFailed.refused(target + " can't be written: " + e.getMessage(), null);
    }
    session.note(
        "the FortiOS commands are in " + target + ", what undoes them in " + target + ".back");
  }

  private Passed tried() {
    try {
      return pass(true, false, Set.of());
    } catch (TakeoverTerms.PasswordMissing _) {
      options.ask(session);
      return pass(true, false, Set.of());
    }
  }

  private boolean mayNot(TakeoverReport report) {
    if (report.refused() == 0) {
      return false;
    }
    if (!options.skipRefused) {
      session.note("nothing was done, since something is refused");
      session.hint("mend these lines, or leave them out with --skip-refused");
      return true;
    }
    if (report.refused() > report.problems().size()) {
      session.note("nothing was done, since over 1,000 entries are refused");
      return true;
    }
    return report.taken() == 0;
  }

  private void warn() {
    session.note(
        "what is taken is undone only by restoring a backup of the database: make one first");
  }

  private ExitCode take(TakeoverReport tried, boolean clearPasswords) {
    var report = pass(false, clearPasswords, lines(tried)).report();
    show(report);
    boolean asTried = report.taken() == tried.taken();
    if (!asTried) {
      session.note("nothing was done: what is there has changed since the dry run");
      session.hint("run it again");
    }
    return asTried ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private static Set<Long> lines(TakeoverReport report) {
    return report.problems().stream().map(RowProblem::line).collect(Collectors.toSet());
  }

  private record Passed(TakeoverReport report, boolean clearPasswords) {}

  private Passed pass(boolean dry, boolean clearPasswords, Set<Long> skipped) {
    var meter = new ProgressMeter(session.terminal(), session.surroundings().clock());
    LongConsumer watcher =
        count -> {
          if (session.terminal().errShown()) {
            meter.show(ProgressMeter.number(count) + " entries");
          }
        };
    try (var in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      var pass = new TakeoverPass(format.open(in, options.terms(session)), skipped, watcher);
      var server = send(pass, place(dry, clearPasswords), meter);
      var report = TakeoverReport.of(!dry, pass, server);
      handover = pass.handover(lines(report));
      return new Passed(report, pass.clearPasswords());
    } catch (BrokenFile e) {
      throw refused(e);
    } catch (TakeoverTerms.Missing e) {
      throw CommandFailed.wrongUse(e.what(), e.hint());
    } catch (IOException e) {
      throw unreadable();
    } finally {
      meter.end();
    }
  }

  private CommandFailed unreadable() {
    return CommandFailed.wrongUse("no file can be read at " + file, null);
  }

  private static CommandFailed refused(BrokenFile e) {
    return CommandFailed.refused(
        "line " + e.line() + ": " + e.reason(), "nothing was done; is it the whole file?");
  }

  private static Place place(boolean dry, boolean clearPasswords) {
    String mode = dry ? "dryRun" : clearPasswords ? "allOrNothing" : "stream";
    return Place.of(ApiPaths.IMPORTS).with(mode, "true").with("update", "true");
  }

  /// If the file breaks, the request is broken off, and the server takes nothing.
  private ImportReport send(TakeoverPass pass, Place place, ProgressMeter meter) {
    broken = null;
    InputStream rows = new EntryRows(pass::next);
    var body = BodyPublishers.ofInputStream(() -> new Broken(rows));
    try {
      return session.api().workOnCsv(place, body, ImportReport.class, meter::show);
    } catch (CommandFailed failed) {
      throw broken == null ? failed : broken;
    }
  }

  /// Keeps why the file can't be read on, since the HTTP client tells only that it can't.
  private final class Broken extends InputStream {
    private final InputStream rows;

    Broken(InputStream rows) {
      this.rows = rows;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return rows.read(target, offset, length);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      } catch (RuntimeException e) {
        broken = e;
        throw new IOException("the file can't be read on", e);
      }
    }
  }

  private void show(TakeoverReport report) {
    if (session.json()) {
      session.show(report, "");
      return;
    }
    report.lines().forEach(line -> session.out().println(Printable.of(line)));
    long more = report.taken() - report.rows().size();
    if (more > 0) {
      session.out().println("and " + ProgressMeter.number(more) + " more");
    }
    report.remarks().forEach(it -> session.note("line " + it.line() + ": " + it.words()));
    problems(report);
    session.out().println(report.total());
  }

  private void problems(TakeoverReport report) {
    List<RowProblem> named = report.problems().stream().limit(MOST_SHOWN).toList();
    named.forEach(it -> session.note("line " + it.line() + ": refused: " + it.reason()));
    long unnamed = report.refused() - named.size();
    if (unnamed > 0) {
      session.note("and " + ProgressMeter.number(unnamed) + " more were refused");
    }
  }
}
