package dev.postern.api;

import java.util.List;

/// What became of an import. `problems` are the first of the refused rows, in the order of their
/// lines; `taken` is 0 if all or nothing was asked for and a row was refused.
public record ImportReport(long taken, long refused, List<RowProblem> problems) {
  public ImportReport {
    problems = List.copyOf(problems);
  }

  /// Why a row was refused; the heading is line 1.
  public record RowProblem(long line, String reason) {}
}
