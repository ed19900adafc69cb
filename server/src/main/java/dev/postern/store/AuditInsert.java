package dev.postern.store;

import dev.postern.audit.AuditNumbers;
import dev.postern.audit.AuditRow;
import dev.postern.octets.Octets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The statement that writes audit rows: one for any number of them, its columns given as arrays,
/// so that PostgreSQL plans it once and a group of logins costs one round trip.
final class AuditInsert {
  /// A row and its MAC.
  record Row(AuditRow row, Octets mac) {
    AuditNumbers.Row toSeal() {
      return new AuditNumbers.Row(row.number(), row.entry().at(), mac);
    }
  }

  static final UUID NOBODY = new UUID(0, 0);

  private static final String INSERT =
      """
      INSERT INTO audit_entries (node_id, seq, at, event, reason, actor, user_id, user_name,
                                 gateway, source, request_id, detail, mac)
      SELECT ?, ? + nth - 1, timestamptz 'epoch' + micros * interval '1 microsecond',
             event, reason, actor, user_id, user_name, gateway, source, request_id,
             detail::json, mac
        FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[])
             WITH ORDINALITY AS entry (micros, event, reason, actor, user_id, user_name,
                                       gateway, source, request_id, detail, mac, nth)
      """;

  private AuditInsert() {}

  /// Writes rows of one node with numbers in a row.
  static void run(Connection connection, List<Row> rows) throws SQLException {
    try (var statement = connection.prepareStatement(INSERT)) {
      var first = rows.getFirst().row();
      statement.setObject(1, first.node());
      statement.setLong(2, first.number());
      statement.setArray(3, connection.createArrayOf("int8", times(rows)));
      texts(statement, 4, rows, row -> row.entry().event());
      texts(statement, 5, rows, row -> row.entry().reason());
      texts(statement, 6, rows, row -> row.entry().actor().text());
      statement.setArray(7, connection.createArrayOf("uuid", users(rows)));
      texts(statement, 8, rows, AuditInsert::userName);
      texts(statement, 9, rows, AuditInsert::gateway);
      texts(statement, 10, rows, AuditInsert::source);
      texts(statement, 11, rows, AuditInsert::requestId);
      texts(statement, 12, rows, row -> AuditTexts.json(row.entry().detail()));
      statement.setArray(13, connection.createArrayOf("bytea", macs(rows)));
      statement.executeUpdate();
    }
  }

  private static void texts(
      PreparedStatement statement,
      int parameter,
      List<Row> rows,
      Function<AuditRow, @Nullable String> text)
      throws SQLException {
    var texts = new @Nullable String[rows.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text.apply(rows.get(i).row());
    }
    statement.setArray(parameter, statement.getConnection().createArrayOf("text", texts));
  }

  private static Object[] times(List<Row> rows) {
    return rows.stream()
        .map(row -> ChronoUnit.MICROS.between(Instant.EPOCH, row.row().entry().at()))
        .toArray();
  }

  private static Object[] users(List<Row> rows) {
    return rows.stream().map(row -> user(row.row())).toArray();
  }

  private static Object[] macs(List<Row> rows) {
    return rows.stream().map(row -> row.mac().toArray()).toArray(byte[][]::new);
  }

  private static UUID user(AuditRow row) {
    var subject = row.entry().subject();
    return subject == null ? NOBODY : subject.user().value();
  }

  private static @Nullable String userName(AuditRow row) {
    var subject = row.entry().subject();
    return subject == null ? null : subject.name();
  }

  private static @Nullable String gateway(AuditRow row) {
    var origin = row.entry().origin();
    return origin == null ? null : origin.gateway();
  }

  private static @Nullable String source(AuditRow row) {
    var origin = row.entry().origin();
    return origin == null ? null : origin.source();
  }

  private static @Nullable String requestId(AuditRow row) {
    var origin = row.entry().origin();
    return origin == null ? null : origin.requestId();
  }
}
