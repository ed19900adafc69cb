package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.audit.Verifications;
import java.util.Map;
import java.util.Optional;

/// The last verification of the audit in PostgreSQL, for all nodes.
public record PgVerifications(Database database) implements Verifications {
  @Override
  public void done(Verified verified) {
    database.inTransaction(
        "note a verification",
        transaction -> {
          Sql.of(
                  """
                  INSERT INTO audit_verification (at, by_actor, rows, findings) VALUES (?, ?, ?, ?)
                  ON CONFLICT (one) DO UPDATE SET at = excluded.at, by_actor = excluded.by_actor,
                    rows = excluded.rows, findings = excluded.findings
                  """,
                  Columns.timestamp(verified.at()),
                  verified.by().text(),
                  verified.rows(),
                  verified.findings())
              .update(transaction.connection());
          transaction.audit(entry(verified));
          return true;
        });
  }

  private static AuditEntry entry(Verified verified) {
    var detail =
        Map.of(
            "rows", String.valueOf(verified.rows()),
            "findings", String.valueOf(verified.findings()));
    return AuditEntry.of(verified.at(), "audit.verified", verified.by(), detail);
  }

  @Override
  public Optional<Verified> last() {
    var sql = Sql.of("SELECT at, by_actor, rows, findings FROM audit_verification");
    return database.with(
        "find the last verification",
        connection ->
            sql.first(
                connection,
                row ->
                    new Verified(
                        Columns.instant(row, "at"),
                        Actor.parse(row.getString("by_actor")),
                        row.getLong("rows"),
                        row.getInt("findings"))));
  }
}
