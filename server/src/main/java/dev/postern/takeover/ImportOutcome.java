package dev.postern.takeover;

import java.util.List;

/// How an import ended. `problems` are the first of the refused rows by line, `rows` the first of
/// those taken; a dry run tells what would be taken.
public record ImportOutcome(
    long taken, long refused, List<RowProblem> problems, ImportCounts counts, List<TakenRow> rows) {
  public ImportOutcome {
    problems = List.copyOf(problems);
    rows = List.copyOf(rows);
  }
}
