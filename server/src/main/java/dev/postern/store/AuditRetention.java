package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.audit.Anchor;
import dev.postern.audit.AuditEntry;
import dev.postern.octets.Octets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Lets old months of the audit go. What they were sealed with leaves a signed anchor, so that the
/// chain of what is kept still verifies (S33).
public final class AuditRetention {
  /// The last seal of each node that has a row from before a time.
  private static final String LAST_SEALS =
      """
      SELECT DISTINCT ON (node_id) node_id, number, last_seq, head FROM audit_seals
       WHERE first_at < ? ORDER BY node_id, number DESC
      """;

  private static final String INSERT =
      """
      INSERT INTO audit_anchors (node_id, seal_number, last_seq, head, kept_from, at, signed_by,
                                 signature)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final Database database;
  private final NodeRegister register;
  private final InstantSource clock;

  public AuditRetention(Database database, NodeRegister register, InstantSource clock) {
    this.database = database;
    this.register = register;
    this.clock = clock;
  }

  /// Drops what is from before a month (UTC), if there is any.
  public void letGo(YearMonth keptFrom) {
    database.inTransaction(
        "letting old audit go",
        transaction -> {
          Months.lock(transaction.connection());
          var gone = Months.OF_AUDIT.before(transaction.connection(), keptFrom);
          if (!gone.isEmpty()) {
            letGo(transaction.connection(), keptFrom, gone);
            transaction.audit(entry(keptFrom, gone));
          }
          return true;
        });
  }

  private void letGo(Connection connection, YearMonth keptFrom, List<String> gone)
      throws SQLException {
    var from = keptFrom.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    for (var anchor : anchors(connection, from)) {
      insert(connection, anchor);
      deleteSeals(connection, anchor);
    }
    Months.OF_AUDIT.drop(connection, keptFrom, gone);
  }

  private AuditEntry entry(YearMonth keptFrom, List<String> gone) {
    return AuditEntry.of(
        clock.instant(),
        "audit.let_go",
        new Actor.Node(register.identity().name()),
        Map.of("kept from", keptFrom.toString(), "months", String.valueOf(gone.size())));
  }

  private List<Anchor> anchors(Connection connection, Instant from) throws SQLException {
    var own = register.identity().id();
    var keys = register.keys(connection, own).orElseThrow();
    var made = new Anchor.Made(own, clock.instant().truncatedTo(ChronoUnit.MICROS), from);
    return Sql.of(LAST_SEALS, Columns.timestamp(from))
        .all(connection, row -> anchor(row, made).sign(keys));
  }

  private static Anchor anchor(ResultSet row, Anchor.Made made) throws SQLException {
    return new Anchor(
        row.getObject("node_id", UUID.class),
        row.getLong("number"),
        row.getLong("last_seq"),
        Octets.copyOf(row.getBytes("head")),
        made,
        Octets.empty());
  }

  private static void insert(Connection connection, Anchor anchor) throws SQLException {
    Sql.of(
            INSERT,
            anchor.node(),
            anchor.seal(),
            anchor.last(),
            anchor.head().toArray(),
            Columns.timestamp(anchor.made().keptFrom()),
            Columns.timestamp(anchor.made().at()),
            anchor.made().by(),
            anchor.signature().toArray())
        .update(connection);
  }

  private static void deleteSeals(Connection connection, Anchor anchor) throws SQLException {
    Sql.of(
            "DELETE FROM audit_seals WHERE node_id = ? AND number <= ?",
            anchor.node(),
            anchor.seal())
        .update(connection);
  }
}
