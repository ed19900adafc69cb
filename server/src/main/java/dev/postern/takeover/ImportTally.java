package dev.postern.takeover;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an import has seen so far: how much of it, what was taken and refused, and which names and
/// serials were there before.
final class ImportTally implements Intake.Observer {
  /// How many problems are reported; the rest is counted.
  private static final int MOST_PROBLEMS = 1000;

  /// How many rows that were taken are reported; the rest is counted.
  private static final int MOST_ROWS = 1000;

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final InstantSource clock;
  private final ImportProgress progress;
  private final Instant start;
  private final long total;
  private final Set<Object> seen = new HashSet<>();
  private final List<RowProblem> problems = new ArrayList<>();
  private final List<TakenRow> rows = new ArrayList<>();
  private ImportCounts counts = ImportCounts.NONE;
  private Instant told;
  private long done;
  private long refused;
  private long taken;

  ImportTally(InstantSource clock, ImportProgress progress, long total) {
    this.clock = clock;
    this.progress = progress;
    this.total = total;
    start = clock.instant();
    told = start;
  }

  /// Why the row can't stand beside those before it.
  Optional<RowProblem> repeated(SoundRow row) {
    if (row.user() != null && !seen.add(row.user().id())) {
      return Optional.of(new RowProblem(row.line(), "the user was on an earlier line"));
    }
    return row.token() != null && !seen.add(row.token().serial())
        ? Optional.of(new RowProblem(row.line(), "the token was on an earlier line"))
        : Optional.empty();
  }

  @Override
  public void refused(RowProblem problem) {
    refused++;
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    }
  }

  @Override
  public void taken(TakenRow row) {
    taken++;
    counts = counts.with(row);
    if (rows.size() < MOST_ROWS) {
      rows.add(row);
    }
  }

  /// A row more is done; tells so at most twice a second.
  void step() {
    done++;
    Instant now = clock.instant();
    if (Duration.between(told, now).compareTo(PAUSE) >= 0) {
      told = now;
      progress.at(done, Math.max(total, done), refused, secondsLeft(now));
    }
  }

  private long secondsLeft(Instant now) {
    long left = Math.max(0, total - done);
    return Duration.between(start, now).toMillis() * left / done / 1000;
  }

  long refused() {
    return refused;
  }

  long taken() {
    return taken;
  }

  ImportOutcome outcome() {
    problems.sort(Comparator.comparingLong(RowProblem::line));
    return new ImportOutcome(taken, refused, problems, counts, rows);
  }

  /// The same if all that was taken was taken back.
  ImportOutcome nothing() {
    problems.sort(Comparator.comparingLong(RowProblem::line));
    return new ImportOutcome(0, refused, problems, ImportCounts.NONE, List.of());
  }
}
