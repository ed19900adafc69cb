package dev.postern.store;

import dev.postern.audit.AuditEntry;
import dev.postern.takeover.Intake;
import dev.postern.takeover.RowProblem;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rows of an import into PostgreSQL, thousands with a statement.
public final class PgIntake implements Intake {
  private static final Logger LOG = LoggerFactory.getLogger(PgIntake.class);
  private static final int CHUNK = 4000;
  private static final int ATTEMPTS = 3;

  /// From so many rows on, statements are planned anew for what is there now.
  private static final int MANY = 1000;

  private static final String LEARN_SIZES = "ANALYZE users, tokens, login_guards";

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
    if (taken >= MANY) {
      learnSizes();
    }
  }

  /// Without, the plans that were made when the tables were small stay in use until autovacuum
  /// comes by, and each login reads all users. A role that doesn't own the tables changes nothing
  /// here.
  private void learnSizes() {
    try {
      database.with(
          "learn the sizes of tables",
          connection -> {
            try (var statement = connection.createStatement()) {
              return statement.execute(LEARN_SIZES);
            }
          });
    } catch (StoreUnavailable e) {
      LOG.warn("{}; logins may be slow until autovacuum has looked at the tables", e.getMessage());
    }
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
