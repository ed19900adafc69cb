package dev.postern.store;

import dev.postern.audit.AuditFilter;
import dev.postern.audit.AuditLog;
import dev.postern.audit.AuditPosition;
import dev.postern.audit.AuditRow;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The audit in PostgreSQL. A condition stands in the statement only if the filter has it, so that
/// the user's rows come by their index and a span of time touches its months only.
public final class PgAuditLog implements AuditLog {
  private final Database database;

  public PgAuditLog(Database database) {
    this.database = database;
  }

  @Override
  public List<AuditRow> after(AuditPosition position, AuditFilter filter, int limit) {
    var conditions = new Conditions(filter);
    conditions.add("at >= ?", position.at().atOffset(ZoneOffset.UTC));
    conditions.add("(at, node_id, seq) > (?, ?, ?)", position.at().atOffset(ZoneOffset.UTC));
    conditions.values.add(position.node());
    conditions.values.add(position.number());
    conditions.texts.add("at < statement_timestamp() - interval '1 second'");
    return read(conditions, "ORDER BY at, node_id, seq", limit);
  }

  @Override
  public List<AuditRow> last(AuditFilter filter, int limit) {
    return read(new Conditions(filter), "ORDER BY at DESC, node_id DESC, seq DESC", limit)
        .reversed();
  }

  private List<AuditRow> read(Conditions conditions, String order, int limit) {
    String where =
        conditions.texts.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions.texts);
    String sql =
        "SELECT " + AuditSelect.COLUMNS + " FROM audit_entries" + where + " " + order + " LIMIT ?";
    conditions.values.add(limit);
    var page = Sql.of(sql, conditions.values.toArray());
    return database.with(
        "reading the audit", connection -> page.all(connection, row -> AuditSelect.row(row).row()));
  }

  private static final class Conditions {
    private final List<String> texts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    private Conditions(AuditFilter filter) {
      if (filter.user() != null) {
        add("user_id = ?", filter.user().value());
      }
      if (filter.gateway() != null) {
        add("gateway = ?", filter.gateway());
      }
      if (filter.event() != null) {
        add("starts_with(event, ?)", filter.event());
      }
      if (filter.actor() != null) {
        add("actor = ?", filter.actor());
      }
      if (filter.since() != null) {
        add("at >= ?", filter.since().atOffset(ZoneOffset.UTC));
      }
      if (filter.until() != null) {
        add("at < ?", filter.until().atOffset(ZoneOffset.UTC));
      }
    }

    private void add(String text, Object value) {
      texts.add(text);
      values.add(value);
    }
  }
}
