package dev.postern.store;

import dev.postern.accounting.Session;
import dev.postern.accounting.Session.Ending;
import dev.postern.accounting.Session.Origin;
import dev.postern.accounting.Session.Span;
import dev.postern.accounting.Session.Subject;
import dev.postern.accounting.Session.Traffic;
import dev.postern.accounting.SessionFilter;
import dev.postern.accounting.SessionId;
import dev.postern.accounting.SessionPosition;
import dev.postern.user.UserId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Reads sessions. A condition stands in the statement only if the filter has it, so that a user's
/// sessions come by their index.
final class SessionReads {
  private static final String FIND =
      """
      SELECT * FROM sessions WHERE session_id = ?
      UNION ALL SELECT * FROM past_sessions WHERE session_id = ? LIMIT 1
      """;

  private SessionReads() {}

  static Optional<Session> find(Connection connection, SessionId id) throws SQLException {
    return Sql.of(FIND, id.value(), id.value()).first(connection, SessionReads::session);
  }

  static List<Session> page(
      Connection connection, SessionFilter filter, SessionPosition after, int limit)
      throws SQLException {
    var conditions = new ArrayList<String>();
    var values = new ArrayList<Object>();
    conditions.add("(started_at, session_id) < (?, ?)");
    values.add(after.startedAt().atOffset(ZoneOffset.UTC));
    values.add(after.id().value());
    if (filter.user() != null) {
      conditions.add("user_id = ?");
      values.add(filter.user().value());
    }
    if (filter.gateway() != null) {
      conditions.add("gateway = ?");
      values.add(filter.gateway());
    }
    String where = " WHERE " + String.join(" AND ", conditions);
    String sql =
        filter.openOnly()
            ? "SELECT * FROM sessions" + where + " AND ended_at IS NULL"
            : "SELECT * FROM sessions" + where + " UNION ALL SELECT * FROM past_sessions" + where;
    if (!filter.openOnly()) {
      values.addAll(List.copyOf(values));
    }
    values.add(limit);
    return Sql.of(sql + " ORDER BY started_at DESC, session_id DESC LIMIT ?", values.toArray())
        .all(connection, SessionReads::session);
  }

  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        new SessionId(row.getLong("session_id")),
        new Origin(
            row.getString("gateway"),
            row.getString("address"),
            row.getString("nas"),
            row.getString("acct_session_id")),
        subject(row),
        span(row),
        new Traffic(
            row.getLong("seconds"), row.getLong("input_octets"), row.getLong("output_octets")));
  }

  private static Subject subject(ResultSet row) throws SQLException {
    var user = row.getObject("user_id", UUID.class);
    return new Subject(
        row.getString("user_name"),
        user == null ? null : new UserId(user),
        row.getString("login"),
        row.getString("station"),
        row.getString("ipv4"),
        row.getString("ipv6"));
  }

  private static Span span(ResultSet row) throws SQLException {
    String ending = row.getString("ending");
    return new Span(
        Columns.instant(row, "started_at"),
        Columns.instant(row, "heard_at"),
        Columns.instantOrNull(row, "ended_at"),
        ending == null ? null : Ending.valueOf(ending.toUpperCase(Locale.ROOT)),
        row.getInt("cause"));
  }
}
