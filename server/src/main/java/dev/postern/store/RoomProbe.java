package dev.postern.store;

import java.sql.SQLException;

/// Whether the database has room for what is written. It may refuse the rows of logins, whose
/// tables grow, and still take the heartbeat's, which overwrites one row: so after a refusal it is
/// asked for a new page, until it gives one.
final class RoomProbe {
  private static final int FILLING = 5000; // more than half a page of 8 KiB
  private static final String TOO_MANY_CONNECTIONS = "53300";

  private volatile boolean refused;

  /// Takes notice of a failed statement: by its SQLSTATE it was for want of room (class 53) or an
  /// error of the disk (class 58).
  void failed(SQLException failure) {
    String state = failure.getSQLState();
    if (state != null
        && (state.startsWith("53") || state.startsWith("58"))
        && !state.equals(TOO_MANY_CONNECTIONS)) {
      refused = true;
    }
  }

  /// If a write was refused and none was proven possible since, tries one, or throws.
  void prove(Database database) {
    if (refused) {
      database.inTransaction(
          "seeing whether there is room",
          transaction -> {
            var connection = transaction.connection();
            Sql.of("INSERT INTO room_probes VALUES (repeat('x', ?))", FILLING).update(connection);
            return Sql.of("DELETE FROM room_probes").update(connection);
          });
      refused = false;
    }
  }
}
