package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.approval.Approval;
import dev.postern.approval.ApprovalRule;
import dev.postern.approval.Hold;
import dev.postern.approval.Reissue;
import dev.postern.user.User;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a user, whose row is locked, may be given a token within this transaction, and what is
/// written down of that.
record Reissues(Transaction transaction, Actor requester, Instant now) {
  Reissue look(User user) throws SQLException {
    var change = ApprovalRows.addressChange(transaction.connection(), user.id());
    return ApprovalRule.reissue(change.orElse(null), theirs(user), requester, now);
  }

  private List<Approval> theirs(User user) throws SQLException {
    return Sql.of(
            ApprovalRows.SELECT
                + """
                WHERE what = 'reissue' AND user_id = ? AND asked_by = ?
                  AND state IN ('asked', 'granted') FOR UPDATE
                """,
            user.id().value(),
            requester.text())
        .all(transaction.connection(), ApprovalRows::read);
  }

  /// What stands against it; asks a second operator if nobody has yet.
  @Nullable Hold hold(Reissue found, User user) throws SQLException {
    return switch (found) {
      case Reissue.Free(), Reissue.Approved(_) -> null;
      case Reissue.Waiting(Hold hold) -> hold;
      case Reissue.ToBeAsked(Instant changedAt, Instant until) ->
          new Hold(until, asked(user, changedAt));
    };
  }

  /// What was asked before is of no use any more, or else nothing would have to be asked.
  private String asked(User user, Instant changedAt) throws SQLException {
    var connection = transaction.connection();
    Sql.of(
            """
            DELETE FROM approvals WHERE until < ?
              OR (what = 'reissue' AND user_id = ? AND asked_by = ? AND state <> 'used')
            """,
            Columns.timestamp(now),
            user.id().value(),
            requester.text())
        .update(connection);
    var approval =
        Sql.of(
                """
                INSERT INTO approvals (id, what, user_id, realm, name, changed_at, asked_by, asked_at,
                  until, state)
                VALUES (left(translate(gen_random_uuid()::text, '-', ''), 12), 'reissue', ?, ?, ?,
                  ?, ?, ?, ?, 'asked')
                RETURNING *
                """,
                user.id().value(),
                user.realm().text(),
                user.name().text(),
                Columns.timestamp(changedAt),
                requester.text(),
                Columns.timestamp(now),
                Columns.timestamp(now.plus(ApprovalRule.LIFE)))
            .first(connection, ApprovalRows::read)
            .orElseThrow();
    transaction.audit(ApprovalRows.audit(now, "approval.asked", approval, requester));
    return approval.id();
  }

  /// An approval is good once.
  void spend(Reissue found) throws SQLException {
    if (found instanceof Reissue.Approved(Approval approval)) {
      Sql.of("UPDATE approvals SET state = 'used' WHERE id = ?", approval.id())
          .update(transaction.connection());
      transaction.audit(ApprovalRows.audit(now, "approval.used", approval, requester));
    }
  }
}
