package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.approval.AddressChange;
import dev.postern.approval.Approval;
import dev.postern.approval.Approval.Decision;
import dev.postern.approval.Approval.State;
import dev.postern.approval.What;
import dev.postern.audit.AuditEntry;
import dev.postern.user.RealmName;
import dev.postern.user.UserId;
import dev.postern.user.UserName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `approvals`, read. Whoever locks one has locked its user before.
final class ApprovalRows {
  static final String SELECT = "SELECT * FROM approvals ";

  private ApprovalRows() {}

  static Approval read(ResultSet row) throws SQLException {
    return new Approval(
        row.getString("id"),
        What.valueOf(row.getString("what").toUpperCase(Locale.ROOT)),
        new Approval.About(
            new UserId(row.getObject("user_id", UUID.class)),
            new RealmName(row.getString("realm")),
            new UserName(row.getString("name"))),
        Columns.instant(row, "changed_at"),
        Actor.parse(row.getString("asked_by")),
        Columns.instant(row, "asked_at"),
        Columns.instant(row, "until"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        decision(row));
  }

  private static @Nullable Decision decision(ResultSet row) throws SQLException {
    String by = row.getString("decided_by");
    return by == null ? null : new Decision(Actor.parse(by), Columns.instant(row, "decided_at"));
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static Optional<AddressChange> addressChange(Connection connection, UserId user)
      throws SQLException {
    return Sql.of(
            """
            SELECT address_changed_at, coalesce(address_changed_by, 'node:') AS changed_by
            FROM users WHERE user_id = ? AND address_changed_at IS NOT NULL
            """,
            user.value())
        .first(
            connection,
            row ->
                new AddressChange(
                    Columns.instant(row, "address_changed_at"),
                    Actor.parse(row.getString("changed_by"))));
  }

  static AuditEntry audit(Instant at, String event, Approval approval, Actor by) {
    var detail = new HashMap<String, String>();
    detail.put("approval", approval.id());
    detail.put("what", word(approval.what()));
    detail.put("askedBy", approval.askedBy().text());
    if (approval.decision() != null) {
      detail.put("decidedBy", approval.decision().by().text());
    }
    return AuditEntry.of(at, event, by, detail)
        .about(approval.about().user(), approval.about().text());
  }
}
