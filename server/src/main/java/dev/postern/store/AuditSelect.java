package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.audit.AuditRow;
import dev.postern.audit.ProvenRow;
import dev.postern.octets.Octets;
import dev.postern.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How an audit row is read back, whole and with its MAC.
final class AuditSelect {
  static final String COLUMNS =
      "node_id, seq, at, event, reason, actor, user_id, user_name, gateway, source, request_id,"
          + " detail, mac";

  private AuditSelect() {}

  static ProvenRow row(ResultSet result) throws SQLException {
    var row =
        new AuditRow(result.getObject("node_id", UUID.class), result.getLong("seq"), entry(result));
    return new ProvenRow(row, Octets.copyOf(result.getBytes("mac")));
  }

  private static AuditEntry entry(ResultSet result) throws SQLException {
    return new AuditEntry(
        Columns.instant(result, "at"),
        result.getString("event"),
        result.getString("reason"),
        Actor.parse(result.getString("actor")),
        subject(result),
        origin(result),
        AuditTexts.detail(result.getString("detail")));
  }

  private static AuditEntry.@Nullable Subject subject(ResultSet result) throws SQLException {
    String name = result.getString("user_name");
    var user = result.getObject("user_id", UUID.class);
    return name == null && AuditInsert.NOBODY.equals(user)
        ? null
        : new AuditEntry.Subject(new UserId(user), text(name));
  }

  private static AuditEntry.@Nullable Origin origin(ResultSet result) throws SQLException {
    String gateway = result.getString("gateway");
    String source = result.getString("source");
    String requestId = result.getString("request_id");
    return gateway == null && source == null && requestId == null
        ? null
        : new AuditEntry.Origin(text(gateway), text(source), text(requestId));
  }

  private static String text(@Nullable String column) {
    return column == null ? "" : column;
  }
}
