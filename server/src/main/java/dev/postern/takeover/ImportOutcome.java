package dev.postern.takeover;

import java.util.List;

/// How an import ended. `problems` are the first of the refused rows by line.
public record ImportOutcome(long taken, long refused, List<RowProblem> problems) {
  public ImportOutcome {
    problems = List.copyOf(problems);
  }
}
