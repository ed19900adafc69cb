package dev.postern.store;

import dev.postern.audit.AuditEntry;
import dev.postern.takeover.Intake;
import dev.postern.takeover.RowProblem;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Rows of an import into PostgreSQL, thousands with a statement.
public final class PgIntake implements Intake {
  private static final int CHUNK = 4000;
  private static final int ATTEMPTS = 3;

  private final Database database;
  private final InstantSource clock;

  public PgIntake(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Somebody may add the same user or token between our look and our insert; then we look again.
  @Override
  public List<RowProblem> take(List<Row> rows, Terms terms) {
    for (int attempt = 1; ; attempt++) {
      try {
        return inTransaction(rows, terms);
      } catch (StoreUnavailable e) {
        if (attempt == ATTEMPTS || !raced(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean raced(StoreUnavailable e) {
    return e.getCause() instanceof SQLException cause
        && Columns.UNIQUE_VIOLATION.equals(cause.getSQLState());
  }

  private List<RowProblem> inTransaction(List<Row> rows, Terms terms) {
    try {
      return database.inTransaction("import rows", transaction -> take(transaction, rows, terms));
    } catch (TakenBack takenBack) {
      return takenBack.problems;
    }
  }

  private List<RowProblem> take(Transaction transaction, List<Row> rows, Terms terms)
      throws SQLException {
    var problems = new ArrayList<RowProblem>();
    for (int from = 0; from < rows.size(); from += CHUNK) {
      var chunk = rows.subList(from, Math.min(from + CHUNK, rows.size()));
      problems.addAll(
          new IntakeChunk(transaction.connection(), terms, clock.instant()).take(chunk));
    }
    if (terms.wholly() && !problems.isEmpty()) {
      throw new TakenBack(problems);
    }
    var detail =
        Map.of(
            "firstLine", String.valueOf(rows.getFirst().line()),
            "lastLine", String.valueOf(rows.getLast().line()),
            "taken", String.valueOf(rows.size() - problems.size()),
            "refused", String.valueOf(problems.size()));
    transaction.audit(AuditEntry.of(clock.instant(), "import.taken", terms.actor(), detail));
    return problems;
  }

  @Override
  public void finished(long taken, long refused, Terms terms) {
    var detail =
        Map.of(
            "taken", String.valueOf(taken),
            "refused", String.valueOf(refused),
            "update", String.valueOf(terms.update()),
            "allOrNothing", String.valueOf(terms.wholly()));
    var entry = AuditEntry.of(clock.instant(), "import.finished", terms.actor(), detail);
    database.inTransaction(
        "note the end of an import",
        transaction -> {
          transaction.audit(entry);
          return true;
        });
  }

  /// Rolls the transaction back, since nothing is to be taken.
  private static final class TakenBack extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<RowProblem> problems;

    TakenBack(List<RowProblem> problems) {
      super("rows were refused", null, false, false);
      this.problems = problems;
    }
  }
}
