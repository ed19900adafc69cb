package dev.postern.store;

import dev.postern.takeover.Intake.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Which users and tokens were in earlier rows of an import that is one transaction. It lies in a
/// table of that transaction's own, so that it may be longer than this node's memory.
final class IntakeMemory {
  /// What earlier rows have.
  record Seen(Set<UUID> users, Set<String> tokens) {
    static final Seen NOTHING = new Seen(Set.of(), Set.of());
  }

  private static final String USER = "user ";
  private static final String TOKEN = "token ";

  private final Connection connection;

  IntakeMemory(Connection connection) throws SQLException {
    this.connection = connection;
    Sql.of("CREATE TEMPORARY TABLE import_seen (what text PRIMARY KEY) ON COMMIT DROP")
        .update(connection);
  }

  /// Remembers these rows, and says what of them was there before.
  Seen remember(List<Row> rows) throws SQLException {
    var here = new HashSet<String>();
    for (Row row : rows) {
      if (row.user() != null) {
        here.add(USER + row.user().id().value());
      }
      if (row.token() != null) {
        here.add(TOKEN + row.token().serial().text());
      }
    }
    var known = new HashSet<>(here);
    var sql =
        Sql.of(
            """
            INSERT INTO import_seen SELECT what FROM unnest(?) AS wanted (what)
            ON CONFLICT DO NOTHING RETURNING what
            """,
            UserRows.textArray(connection, List.copyOf(here)));
    sql.all(connection, row -> row.getString(1)).forEach(known::remove);
    return seen(known);
  }

  private static Seen seen(Set<String> known) {
    var users = new HashSet<UUID>();
    var tokens = new HashSet<String>();
    for (String what : known) {
      if (what.startsWith(USER)) {
        users.add(UUID.fromString(what.substring(USER.length())));
      } else {
        tokens.add(what.substring(TOKEN.length()));
      }
    }
    return new Seen(users, tokens);
  }
}
