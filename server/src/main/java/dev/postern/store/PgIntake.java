package dev.postern.store;

import dev.postern.audit.AuditEntry;
import dev.postern.crypto.Sealer;
import dev.postern.store.IntakeRule.Verdict;
import dev.postern.takeover.Intake;
import dev.postern.takeover.RowProblem;
import dev.postern.takeover.TakenRow;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
  private final Sealer sealer;
  private final InstantSource clock;

  /// @param sealer opens keys, to see whether a token that is there is the one of a row
  public PgIntake(Database database, Sealer sealer, InstantSource clock) {
    this.database = database;
    this.sealer = sealer;
    this.clock = clock;
  }

  /// Somebody may add the same user or token between our look and our insert; then we look again.
  @Override
  public void take(List<Row> rows, Terms terms, Observer observer) {
    if (rows.isEmpty()) {
      return;
    }
    for (int attempt = 1; ; attempt++) {
      try {
        inTransaction(rows, terms).forEach(verdict -> verdict.tell(observer));
        return;
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

  private List<Told> inTransaction(List<Row> rows, Terms terms) {
    var told = new ArrayList<Told>();
    try {
      database.inTransaction(
          "import rows",
          transaction -> {
            told.clear();
            var lines = new Lines();
            for (int from = 0; from < rows.size(); from += CHUNK) {
              var chunk = rows.subList(from, Math.min(from + CHUNK, rows.size()));
              var verdicts = take(transaction, chunk, terms, IntakeMemory.Seen.NOTHING);
              verdicts.forEach(lines::count);
              told.addAll(verdicts);
            }
            end(transaction, terms, lines, true);
            return true;
          });
    } catch (TakenBack _) {
      return told;
    }
    return told;
  }

  @Override
  public void takeWhole(Batches batches, Terms terms, Observer observer) {
    try {
      database.inTransaction(
          "import a file",
          transaction -> {
            takeAll(transaction, batches, terms, observer);
            return true;
          });
    } catch (TakenBack _) {
      // the observer was told of every row
    }
  }

  private void takeAll(Transaction transaction, Batches batches, Terms terms, Observer observer)
      throws SQLException {
    var memory = new IntakeMemory(transaction.connection());
    var lines = new Lines();
    for (var rows = batches.next(); !rows.isEmpty(); rows = batches.next()) {
      for (Told told : take(transaction, rows, terms, memory.remember(rows))) {
        lines.count(told);
        told.tell(observer);
      }
    }
    end(transaction, terms, lines, batches.sound());
  }

  private List<Told> take(
      Transaction transaction, List<Row> rows, Terms terms, IntakeMemory.Seen seen)
      throws SQLException {
    var connection = transaction.connection();
    Instant now = clock.instant();
    var around = IntakeSurroundings.look(connection, rows, terms, now);
    var rule = new IntakeRule(terms, sealer, around, seen);
    var told = rows.stream().map(row -> new Told(row, rule.judge(row))).toList();
    if (!terms.dry()) {
      var taken = told.stream().map(Told::verdict).mapMulti(PgIntake::taken).toList();
      new IntakeChunk(connection, terms, around, now).write(taken);
    }
    return told;
  }

  private static void taken(Verdict verdict, Consumer<Verdict.Taken> each) {
    if (verdict instanceof Verdict.Taken taken) {
      each.accept(taken);
    }
  }

  private void end(Transaction transaction, Terms terms, Lines lines, boolean sound) {
    if (terms.dry() || (terms.wholly() && (lines.refused > 0 || !sound))) {
      throw new TakenBack();
    }
    if (lines.taken + lines.refused == 0) {
      return;
    }
    var detail =
        Map.of(
            "firstLine", String.valueOf(lines.first),
            "lastLine", String.valueOf(lines.last),
            "taken", String.valueOf(lines.taken),
            "refused", String.valueOf(lines.refused));
    transaction.audit(AuditEntry.of(clock.instant(), "import.taken", terms.actor(), detail));
  }

  /// A row and what becomes of it.
  private record Told(Row row, Verdict verdict) {
    void tell(Observer observer) {
      switch (verdict) {
        case Verdict.Refused(String reason) -> observer.refused(new RowProblem(row.line(), reason));
        case Verdict.Taken(_, TakenRow.Step user, TakenRow.Step token) ->
            observer.taken(new TakenRow(row.line(), user(), user, serial(), token));
      }
    }

    private String user() {
      return row.user() == null ? "" : row.user().name().text();
    }

    private String serial() {
      return row.token() == null ? "" : row.token().serial().text();
    }
  }

  /// What a transaction has taken and refused, for its audit.
  private static final class Lines {
    private long first = Long.MAX_VALUE;
    private long last;
    private long taken;
    private long refused;

    void count(Told told) {
      first = Math.min(first, told.row().line());
      last = Math.max(last, told.row().line());
      switch (told.verdict()) {
        case Verdict.Refused _ -> refused++;
        case Verdict.Taken _ -> taken++;
      }
    }
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

    TakenBack() {
      super("nothing is to be taken", null, false, false);
    }
  }
}
