package dev.postern.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/// The parts of a table by month (UTC): made ahead, and dropped when they are let go.
final class Months {
  static final Months OF_AUDIT = new Months("audit_entries", "at");
  static final Months OF_SESSIONS = new Months("past_sessions", "ended_at");

  private static final int AHEAD = 2;

  /// Any number will do that nothing else locks.
  private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(1886352244)";

  private final String table;
  private final String column;

  /// The table and the column of time by which it is parted.
  private Months(String table, String column) {
    this.table = table;
    this.column = column;
  }

  /// Keeps other nodes from making or dropping months until the transaction ends.
  static void lock(Connection connection) throws SQLException {
    execute(connection, ONE_AT_A_TIME);
  }

  private String table(YearMonth month) {
    return table + "_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
  }

  /// Makes this month and the next ones, where they are not there yet.
  Database.TransactionWork<Boolean> makeAhead(YearMonth now) {
    return transaction -> {
      var connection = transaction.connection();
      lock(connection);
      var there = there(connection);
      for (int i = 0; i <= AHEAD; i++) {
        if (!there.contains(table(now.plusMonths(i)))) {
          make(connection, now.plusMonths(i));
        }
      }
      return true;
    };
  }

  /// Rows that came while there was no such month lie in the default part and move. A part that is
  /// made first and attached then does not keep logins from writing to the others.
  private void make(Connection connection, YearMonth month) throws SQLException {
    String span =
        "FOR VALUES FROM ('%s') TO ('%s')".formatted(start(month), start(month.plusMonths(1)));
    execute(
        connection,
        """
        CREATE TABLE %1$s (LIKE %5$s INCLUDING ALL);
        WITH moved AS (
          DELETE FROM %5$s_default WHERE %6$s >= '%2$s' AND %6$s < '%3$s' RETURNING *)
        INSERT INTO %1$s SELECT * FROM moved;
        ALTER TABLE %5$s ATTACH PARTITION %1$s %4$s
        """
            .formatted(
                table(month), start(month), start(month.plusMonths(1)), span, table, column));
  }

  private static String start(YearMonth month) {
    return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).toString();
  }

  /// The months before `keptFrom` that are there.
  List<String> before(Connection connection, YearMonth keptFrom) throws SQLException {
    return there(connection).stream()
        .filter(table -> table.compareTo(table(keptFrom)) < 0)
        .toList();
  }

  /// Drops the months before one, and what lies beside all months from before it.
  void drop(Connection connection, YearMonth keptFrom, List<String> gone) throws SQLException {
    for (var month : gone) {
      execute(connection, "DROP TABLE " + month);
    }
    execute(
        connection,
        "DELETE FROM %s_default WHERE %s < '%s'".formatted(table, column, start(keptFrom)));
  }

  private List<String> there(Connection connection) throws SQLException {
    return Sql.of(
            """
            SELECT relid::text AS part FROM pg_partition_tree(?::regclass)
             WHERE isleaf AND relid::text ~ ('^' || ? || '_[0-9]{4}_[0-9]{2}$') ORDER BY 1
            """,
            table, table)
        .all(connection, row -> row.getString("part"));
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
