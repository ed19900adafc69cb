package dev.postern.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of an import, or would of one that was tried only. `problems` are the first of the
/// refused rows, in the order of their lines, `rows` the first of those taken; `taken` is 0 if all
/// or nothing was asked for and a row was refused.
public record ImportReport(
    long taken,
    long refused,
    List<RowProblem> problems,
    @Nullable Counts counts,
    @Nullable List<Row> rows) {
  public ImportReport {
    problems = List.copyOf(problems);
    rows = rows == null ? null : List.copyOf(rows);
  }

  /// Why a row was refused; the heading is line 1.
  public record RowProblem(long line, String reason) {}

  /// How many users and tokens were made and changed, and how many rows changed nothing.
  public record Counts(
      long usersCreated,
      long usersChanged,
      long tokensCreated,
      long tokensChanged,
      long unchanged) {}

  /// What was done for a row; `user` and `token` are empty where it has none.
  public record Row(long line, String user, Step userStep, String token, Step tokenStep) {}

  /// What was done to a user or a token.
  public enum Step {
    NONE,
    CREATED,
    CHANGED,
    UNCHANGED;

    @Override
    public String toString() {
      return Words.of(this);
    }
  }
}
