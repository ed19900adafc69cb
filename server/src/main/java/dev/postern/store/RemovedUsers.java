package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.approval.ApprovalRule;
import dev.postern.user.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// Who was removed lately. To remove a user and add one of the same name changes the address as
/// surely as to change it does, so it counts as that (S24).
final class RemovedUsers {
  /// Takes its bound on rows: those whose time is over go.
  static final String OVER =
      """
      DELETE FROM removed_users WHERE user_id IN (
        SELECT user_id FROM removed_users
        WHERE removed_at < clock_timestamp() - ? * interval '1 second'
        LIMIT ? FOR UPDATE SKIP LOCKED)
      """;

  private RemovedUsers() {}

  /// Notes a user who is about to be removed; but not one who was just added and had no token yet,
  /// for that is how a mistyped address is corrected.
  static void note(Connection connection, UserId user, Instant now) throws SQLException {
    Sql.of(
            """
            INSERT INTO removed_users (user_id, removed_at)
            SELECT user_id, ? FROM users WHERE user_id = ? AND (ever_had_token OR created_at <= ?)
            ON CONFLICT (user_id) DO UPDATE SET removed_at = excluded.removed_at
            """,
            Columns.timestamp(now),
            user.value(),
            Columns.timestamp(now.minus(ApprovalRule.SUSPECT)))
        .update(connection);
  }

  /// Which of these were removed lately.
  static Set<UUID> among(Connection connection, Object[] ids, Instant now) throws SQLException {
    return new HashSet<>(
        Sql.of(
                "SELECT user_id FROM removed_users WHERE user_id = ANY (?) AND removed_at > ?",
                connection.createArrayOf("uuid", ids),
                Columns.timestamp(now.minus(ApprovalRule.SUSPECT)))
            .all(connection, row -> row.getObject(1, UUID.class)));
  }

  /// Writes down of those users who were just added, and removed lately, that their address was
  /// changed.
  static void noteAddedAgain(Connection connection, Object[] ids, Actor actor, Instant now)
      throws SQLException {
    Sql.of(
            """
            UPDATE users SET address_changed_at = ?, address_changed_by = ?
            FROM removed_users AS removed
            WHERE users.user_id = ANY (?) AND removed.user_id = users.user_id
              AND removed.removed_at > ?
            """,
            Columns.timestamp(now),
            actor.text(),
            connection.createArrayOf("uuid", ids),
            Columns.timestamp(now.minus(ApprovalRule.SUSPECT)))
        .update(connection);
  }
}
