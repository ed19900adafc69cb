package dev.postern.store;

import dev.postern.audit.AuditRow;
import dev.postern.audit.ProvenRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The statement that writes audit rows: one for any number of them, alone or as a part of another.
final class AuditInsert {
  static final UUID NOBODY = new UUID(0, 0);

  /// Its parameters are given by [#bind]; it may be followed by a condition on `nth`, which counts
  /// the rows from 1.
  static final String INSERT =
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
  static void run(Connection connection, List<ProvenRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(INSERT)) {
      bind(statement, 1, rows);
      statement.executeUpdate();
    }
  }

  /// Gives a statement the parameters of [#INSERT], and says which parameter is next.
  static int bind(PreparedStatement statement, int first, List<ProvenRow> rows)
      throws SQLException {
    var start = rows.isEmpty() ? null : rows.getFirst().row();
    statement.setObject(first, start == null ? NOBODY : start.node());
    statement.setLong(first + 1, start == null ? 0 : start.number());
    return new Unnested<>(rows)
        .longs(row -> ChronoUnit.MICROS.between(Instant.EPOCH, row.row().entry().at()))
        .texts(row -> row.row().entry().event())
        .texts(row -> row.row().entry().reason())
        .texts(row -> row.row().entry().actor().text())
        .uuids(row -> user(row.row()))
        .texts(row -> userName(row.row()))
        .texts(row -> gateway(row.row()))
        .texts(row -> source(row.row()))
        .texts(row -> requestId(row.row()))
        .texts(row -> AuditTexts.json(row.row().entry().detail()))
        .octets(ProvenRow::mac)
        .bind(statement, first + 2);
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
