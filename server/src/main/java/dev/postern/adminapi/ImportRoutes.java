package dev.postern.adminapi;

import static dev.postern.adminapi.Permission.CHANGE_PEOPLE;
import static dev.postern.http.Method.POST;

import dev.postern.api.ApiPaths;
import dev.postern.api.ImportReport;
import dev.postern.api.ImportReport.RowProblem;
import dev.postern.api.Progress;
import dev.postern.api.ProgressLine;
import dev.postern.http.Answer;
import dev.postern.http.Lines;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import dev.postern.octets.Octets;
import dev.postern.takeover.ImportOutcome;
import dev.postern.takeover.Intake;
import dev.postern.takeover.TakenRow;
import dev.postern.takeover.UserImport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Imports, one at a time a node. The file is read to its end before the first line of the answer,
/// so that neither side waits for the other.
public final class ImportRoutes implements AdminRoutes {
  private final UserImport imports;
  private final Semaphore turn = new Semaphore(1);

  public ImportRoutes(UserImport imports) {
    this.imports = imports;
  }

  @Override
  public List<AdminRoute> routes() {
    return List.of(new AdminRoute(POST, ApiPaths.IMPORTS, CHANGE_PEOPLE, this::take));
  }

  /// With `dryRun` or `stream` the file is taken, or looked at, while it comes in.
  private Answer take(Request request, Caller caller) {
    boolean dry = request.flag("dryRun");
    boolean streamed = dry || request.flag("stream");
    boolean wholly = streamed || request.flag("allOrNothing");
    var terms = new Intake.Terms(caller.actor(), request.flag("update"), wholly, dry);
    return streamed ? streamed(request, terms, caller) : collected(request, terms, caller);
  }

  private Answer streamed(Request request, Intake.Terms terms, Caller caller) {
    if (!turn.tryAcquire()) {
      return Answer.stream(lines -> lines.write(ProgressLine.of(busy())));
    }
    try {
      var outcome = imports.stream(request.stream(), terms, caller::reaches);
      return Answer.stream(lines -> lines.write(ProgressLine.of(report(outcome))));
    } finally {
      turn.release();
    }
  }

  private Answer collected(Request request, Intake.Terms terms, Caller caller) {
    Octets file = file(request);
    return Answer.stream(lines -> run(file, terms, caller, lines));
  }

  private static Octets file(Request request) {
    try {
      byte[] octets = request.stream().readNBytes(UserImport.MOST_OCTETS + 1);
      if (octets.length > UserImport.MOST_OCTETS) {
        throw new Problem(413, "too large", "the file is over 64 MiB", "split it", null).refused();
      }
      return Octets.copyOf(octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(Octets file, Intake.Terms terms, Caller caller, Lines lines) {
    if (!turn.tryAcquire()) {
      lines.write(ProgressLine.of(busy()));
      return;
    }
    try {
      var outcome =
          imports.run(
              file,
              terms,
              caller::reaches,
              (done, total, refused, left) ->
                  lines.write(ProgressLine.of(new Progress(done, total, refused, left))));
      lines.write(ProgressLine.of(report(outcome)));
    } finally {
      turn.release();
    }
  }

  private static dev.postern.api.Problem busy() {
    return new dev.postern.api.Problem(
        "about:blank", "refused", 409, "another import runs", "wait for it", null);
  }

  private static ImportReport report(ImportOutcome outcome) {
    var problems =
        outcome.problems().stream()
            .map(problem -> new RowProblem(problem.line(), problem.reason()))
            .toList();
    var counts = outcome.counts();
    return new ImportReport(
        outcome.taken(),
        outcome.refused(),
        problems,
        new ImportReport.Counts(
            counts.usersCreated(),
            counts.usersChanged(),
            counts.tokensCreated(),
            counts.tokensChanged(),
            counts.unchanged()),
        outcome.rows().stream().map(ImportRoutes::row).toList());
  }

  private static ImportReport.Row row(TakenRow row) {
    return new ImportReport.Row(
        row.line(), row.user(), step(row.userStep()), row.token(), step(row.tokenStep()));
  }

  private static ImportReport.Step step(TakenRow.Step step) {
    return switch (step) {
      case NONE -> ImportReport.Step.NONE;
      case CREATED -> ImportReport.Step.CREATED;
      case CHANGED -> ImportReport.Step.CHANGED;
      case UNCHANGED -> ImportReport.Step.UNCHANGED;
    };
  }
}
