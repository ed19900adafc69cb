package dev.postern.cli;

import static dev.postern.api.ImportReport.Step.UNCHANGED;

import dev.postern.api.ImportReport;
import dev.postern.api.ImportReport.RowProblem;
import dev.postern.cli.takeover.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the reading of a file and the server together say of an import.
///
/// @param refused how many entries were refused by either
/// @param problems the first of them, by line
record TakeoverReport(
    boolean done,
    long taken,
    long refused,
    ImportReport.@Nullable Counts counts,
    List<RowProblem> problems,
    List<Entry.Remark> remarks,
    List<ImportReport.Row> rows,
    Map<Long, String> origins) {
  private static final ImportReport.Counts NONE = new ImportReport.Counts(0, 0, 0, 0, 0);

  static TakeoverReport of(boolean done, TakeoverPass pass, ImportReport server) {
    var problems =
        Stream.concat(
                pass.refusals().stream().map(it -> new RowProblem(it.line(), it.reason())),
                server.problems().stream())
            .sorted(Comparator.comparingLong(RowProblem::line))
            .limit(TakeoverPass.MOST_KEPT)
            .toList();
    return new TakeoverReport(
        done,
        server.taken(),
        pass.refused() + server.refused(),
        server.counts(),
        problems,
        List.copyOf(pass.remarks()),
        Objects.requireNonNullElse(server.rows(), List.of()),
        Map.copyOf(pass.origins()));
  }

  /// Whether everything is there as the file has it.
  boolean nothingNew() {
    return taken == Objects.requireNonNullElse(counts, NONE).unchanged();
  }

  /// Says of each row what was done, or would be.
  List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(ImportReport.Row row) {
    String origin = origins.getOrDefault(row.line(), "");
    boolean changes = row.userStep() != UNCHANGED || !same(row.tokenStep());
    if (!origin.isEmpty() && changes) {
      return row.line() + ": " + (done ? "Converted " : "Would convert ") + origin;
    }
    return row.line() + ": " + what(row);
  }

  private static boolean same(ImportReport.Step step) {
    return step == UNCHANGED || step == ImportReport.Step.NONE;
  }

  private String what(ImportReport.Row row) {
    String user = row.user().isEmpty() ? "" : "user(" + row.user() + ")";
    String token = row.token().isEmpty() ? "" : "token(" + row.token() + ")";
    return switch (row.tokenStep()) {
      case NONE -> word(row.userStep()) + " " + user;
      case CREATED -> word(row.tokenStep()) + " " + token + of(row, user);
      case CHANGED -> changed(token, user);
      case UNCHANGED ->
          row.userStep() == ImportReport.Step.CHANGED
              ? word(row.userStep()) + " " + user + " of " + token
              : "Unchanged " + token + (user.isEmpty() ? "" : " of ") + user;
    };
  }

  /// A token in stock went to somebody, or one that waited got its key.
  private String changed(String token, String user) {
    return user.isEmpty()
        ? (done ? "Brought its key to " : "Would bring its key to ") + token
        : (done ? "Gave " : "Would give ") + token + " to " + user;
  }

  private String of(ImportReport.Row row, String user) {
    return switch (row.userStep()) {
      case NONE -> " in stock";
      case CREATED -> " of new " + user;
      case CHANGED, UNCHANGED -> " of " + user;
    };
  }

  private String word(ImportReport.Step step) {
    return switch (step) {
      case NONE -> "";
      case CREATED -> done ? "Created" : "Would create";
      case CHANGED -> done ? "Changed" : "Would change";
      case UNCHANGED -> "Unchanged";
    };
  }

  /// The whole in one line.
  String total() {
    var all = Objects.requireNonNullElse(counts, NONE);
    return "%s: %s users created, %s changed; %s tokens created, %s changed; %s unchanged; %s refused"
        .formatted(
            done ? "Done" : "Dry run",
            ProgressMeter.number(all.usersCreated()),
            ProgressMeter.number(all.usersChanged()),
            ProgressMeter.number(all.tokensCreated()),
            ProgressMeter.number(all.tokensChanged()),
            ProgressMeter.number(all.unchanged()),
            ProgressMeter.number(refused));
  }
}
