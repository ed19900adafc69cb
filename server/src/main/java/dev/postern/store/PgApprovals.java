package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.approval.Approval;
import dev.postern.approval.ApprovalRule;
import dev.postern.approval.Approvals;
import dev.postern.approval.Approver;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Approvals in PostgreSQL.
public final class PgApprovals implements Approvals {
  private static final Instant NEVER = Instant.MAX.minus(ApprovalRule.SUSPECT);

  private final Database database;
  private final InstantSource clock;

  public PgApprovals(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public List<Approval> open(String after, int limit) {
    var sql =
        Sql.of(
            ApprovalRows.SELECT
                + """
                WHERE state IN ('asked', 'granted') AND until > ? AND id COLLATE "C" > ?
                ORDER BY id COLLATE "C" LIMIT ?
                """,
            Columns.timestamp(clock.instant()),
            after,
            limit);
    return database.with("list approvals", connection -> sql.all(connection, ApprovalRows::read));
  }

  @Override
  public Optional<Approval> find(String id) {
    return database.with("find an approval", connection -> find(connection, id, ""));
  }

  private static Optional<Approval> find(Connection connection, String id, String lock)
      throws SQLException {
    return Sql.of(ApprovalRows.SELECT + "WHERE id = ? " + lock, id)
        .first(connection, ApprovalRows::read);
  }

  @Override
  public DecideOutcome decide(String id, boolean grant, Actor by) {
    return database.inTransaction(
        "decide an approval", transaction -> decide(transaction, id, grant, by));
  }

  private DecideOutcome decide(Transaction transaction, String id, boolean grant, Actor by)
      throws SQLException {
    var connection = transaction.connection();
    var found = find(connection, id, "");
    if (found.isEmpty()) {
      return new DecideOutcome.NoSuchApproval();
    }
    var user = found.get().about().user();
    if (UserRows.locked(connection, user).isEmpty()) {
      return new DecideOutcome.NoSuchApproval();
    }
    var asked = find(connection, id, "FOR UPDATE");
    if (asked.isEmpty()) {
      return new DecideOutcome.NoSuchApproval();
    }
    var change = ApprovalRows.addressChange(connection, user).orElse(null);
    var approver = new Approver(by, credentialsAt(connection, by));
    return switch (ApprovalRule.decide(asked.get(), change, approver, grant, clock.instant())) {
      case ApprovalRule.Decided.Not(String why) -> new DecideOutcome.Refused(why);
      case ApprovalRule.Decided.So(Approval decided) -> written(transaction, decided);
    };
  }

  private static Instant credentialsAt(Connection connection, Actor by) throws SQLException {
    if (!(by instanceof Actor.Operator(String name))) {
      return NEVER;
    }
    return Sql.of("SELECT credentials_at FROM operators WHERE name = ?", name)
        .first(connection, row -> Columns.instant(row, "credentials_at"))
        .orElse(NEVER);
  }

  private static DecideOutcome written(Transaction transaction, Approval decided)
      throws SQLException {
    var decision = Objects.requireNonNull(decided.decision());
    Sql.of(
            "UPDATE approvals SET state = ?, decided_by = ?, decided_at = ? WHERE id = ?",
            ApprovalRows.word(decided.state()),
            decision.by().text(),
            Columns.timestamp(decision.at()),
            decided.id())
        .update(transaction.connection());
    String event = "approval." + ApprovalRows.word(decided.state());
    transaction.audit(ApprovalRows.audit(decision.at(), event, decided, decision.by()));
    return new DecideOutcome.Decided(decided);
  }
}
