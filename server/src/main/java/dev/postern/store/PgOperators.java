package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.PasswordHash;
import dev.postern.crypto.Sealer;
import dev.postern.operator.Operator;
import dev.postern.operator.OperatorToken;
import dev.postern.operator.Operators;
import dev.postern.operator.Role;
import dev.postern.user.RealmName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Operators in PostgreSQL, their tokens sealed.
public final class PgOperators implements Operators {
  private static final String COLUMNS =
      """
      name, role, realms, enabled, sealed_token IS NOT NULL AS has_token, created_at, last_login_at
      FROM operators
      """;

  private final Database database;
  private final Sealer sealer;
  private final InstantSource clock;

  public PgOperators(Database database, Sealer sealer, InstantSource clock) {
    this.database = database;
    this.sealer = sealer;
    this.clock = clock;
  }

  @Override
  public boolean add(Operator operator, PasswordHash password, Actor by) {
    return database.inTransaction(
        "add an operator",
        transaction -> {
          boolean added = insert(transaction.connection(), operator, password);
          if (added) {
            audit(transaction, "operator.added", by, operator.name(), texts(operator));
          }
          return added;
        });
  }

  private static boolean insert(Connection connection, Operator operator, PasswordHash password)
      throws SQLException {
    return Sql.of(
            """
            INSERT INTO operators
              (name, role, realms, enabled, password_hash, last_step, failures, created_at,
                credentials_at)
            VALUES (?, ?, ?, ?, ?, -1, 0, ?, ?) ON CONFLICT DO NOTHING
            """,
            operator.name(),
            operator.role().text(),
            PgApiKeys.realms(connection, operator.realms()),
            operator.enabled(),
            password.reveal(),
            Columns.timestamp(operator.createdAt()),
            Columns.timestamp(operator.createdAt()))
        .changed(connection);
  }

  private static Map<String, String> texts(Operator operator) {
    var realms = operator.realms().stream().map(RealmName::text).sorted();
    return Map.of(
        "role", operator.role().text(),
        "realms", realms.collect(Collectors.joining(" ")),
        "enabled", operator.enabled() ? "yes" : "no");
  }

  @Override
  public Optional<Operator> change(String name, UnaryOperator<Operator> change, Actor by) {
    return database.inTransaction(
        "change an operator",
        transaction -> {
          var connection = transaction.connection();
          var before = read(connection, name, "FOR UPDATE");
          if (before.isEmpty()) {
            return before;
          }
          var after = change.apply(before.get());
          update(connection, after);
          var changed = new TreeMap<>(texts(after));
          changed.entrySet().removeAll(texts(before.get()).entrySet());
          audit(transaction, "operator.changed", by, name, changed);
          return Optional.of(after);
        });
  }

  private static void update(Connection connection, Operator operator) throws SQLException {
    Sql.of(
            "UPDATE operators SET role = ?, realms = ?, enabled = ? WHERE name = ?",
            operator.role().text(),
            PgApiKeys.realms(connection, operator.realms()),
            operator.enabled(),
            operator.name())
        .update(connection);
  }

  @Override
  public boolean setPassword(String name, PasswordHash password, Actor by) {
    return changed(
        name,
        by,
        "operator.password-set",
        Sql.of(
            """
            UPDATE operators SET password_hash = ?, failures = 0, delayed_until = NULL,
              credentials_at = ?
            WHERE name = ?
            """,
            password.reveal(),
            Columns.timestamp(clock.instant()),
            name));
  }

  @Override
  public boolean setToken(String name, OperatorToken token, Actor by) {
    var sealed = sealer.seal(token.key(), identity(name));
    return changed(
        name,
        by,
        "operator.token-set",
        Sql.of(
            """
            UPDATE operators SET sealed_token = ?, sealed_under = ?, token_algorithm = ?,
              token_digits = ?, token_period = ?, last_step = -1, credentials_at = ?
            WHERE name = ?
            """,
            sealed.octets().toArray(),
            sealed.keyName(),
            token.parameters().algorithm().name(),
            token.parameters().digits(),
            token.timeStep().seconds(),
            Columns.timestamp(clock.instant()),
            name));
  }

  static String identity(String operator) {
    return "operator:" + operator;
  }

  @Override
  public boolean removeToken(String name, Actor by) {
    return changed(
        name,
        by,
        "operator.token-removed",
        Sql.of(
            """
            UPDATE operators SET sealed_token = NULL, sealed_under = NULL
            WHERE name = ? AND sealed_token IS NOT NULL
            """,
            name));
  }

  @Override
  public boolean remove(String name, Actor by) {
    return changed(
        name, by, "operator.removed", Sql.of("DELETE FROM operators WHERE name = ?", name));
  }

  /// Runs a statement that changes one operator, ends their logins and audits it; whether there was
  /// one to change.
  private boolean changed(String name, Actor by, String event, Sql statement) {
    return database.inTransaction(
        event,
        transaction -> {
          var connection = transaction.connection();
          if (!statement.changed(connection)) {
            return false;
          }
          Sql.of("DELETE FROM api_keys WHERE operator = ?", name).update(connection);
          audit(transaction, event, by, name, Map.of());
          return true;
        });
  }

  private void audit(
      Transaction transaction, String event, Actor by, String name, Map<String, String> more) {
    var detail = new TreeMap<>(more);
    detail.put("operator", name);
    transaction.audit(AuditEntry.of(clock.instant(), event, by, detail));
  }

  @Override
  public Optional<Operator> find(String name) {
    return database.with("find an operator", connection -> read(connection, name, ""));
  }

  private static Optional<Operator> read(Connection connection, String name, String lock)
      throws SQLException {
    return Sql.of("SELECT " + COLUMNS + " WHERE name = ? " + lock, name)
        .first(connection, PgOperators::operator);
  }

  private static Operator operator(ResultSet row) throws SQLException {
    return new Operator(
        row.getString("name"),
        Role.parse(row.getString("role")).orElseThrow(),
        PgApiKeys.realms(row),
        row.getBoolean("enabled"),
        row.getBoolean("has_token"),
        Columns.instant(row, "created_at"),
        Columns.instantOrNull(row, "last_login_at"));
  }

  @Override
  public List<Operator> list(String after, int limit) {
    var page =
        Sql.of(
            "SELECT "
                + COLUMNS
                + " WHERE name COLLATE \"C\" > ? ORDER BY name COLLATE \"C\" LIMIT ?",
            after,
            limit);
    return database.with(
        "list operators", connection -> page.all(connection, PgOperators::operator));
  }
}
