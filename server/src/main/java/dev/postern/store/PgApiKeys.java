package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.operator.ApiKey;
import dev.postern.operator.ApiKeys;
import dev.postern.operator.KeySecret;
import dev.postern.operator.Role;
import dev.postern.user.RealmName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Keys of machines and operators in PostgreSQL, by their digests.
public final class PgApiKeys implements ApiKeys {
  private static final String COLUMNS =
      """
      k.id, k.name, k.operator, coalesce(o.role, k.role) AS role,
      coalesce(o.realms, k.realms) AS realms, k.created_at, k.expires_at, k.last_used_on
      FROM api_keys k LEFT JOIN operators o ON o.name = k.operator
      """;

  private final Database database;
  private final InstantSource clock;

  public PgApiKeys(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public boolean add(ApiKey key, KeySecret secret, Actor by) {
    return database.inTransaction(
        "add a key",
        transaction -> {
          boolean added = insert(transaction.connection(), key, secret);
          if (added) {
            transaction.audit(entry("key.added", by, key));
          }
          return added;
        });
  }

  /// Inserts a key; false if a machine's key of that name is there.
  static boolean insert(Connection connection, ApiKey key, KeySecret secret) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            INSERT INTO api_keys
              (id, digest, name, operator, role, realms, created_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """)) {
      statement.setString(1, key.id());
      statement.setBytes(2, secret.digest().toArray());
      statement.setString(3, key.name());
      statement.setString(4, key.operator());
      statement.setString(5, key.role().text());
      statement.setArray(6, realms(connection, key.realms()));
      statement.setObject(7, Columns.timestamp(key.createdAt()));
      statement.setObject(8, Columns.timestamp(key.expiresAt()));
      return statement.executeUpdate() > 0;
    }
  }

  static Array realms(Connection connection, Set<RealmName> realms) throws SQLException {
    return connection.createArrayOf("text", realms.stream().map(RealmName::text).toArray());
  }

  @Override
  public boolean any() {
    return database.with("look for a first key", PgApiKeys::any);
  }

  private static boolean any(Connection connection) throws SQLException {
    try (var statement =
            connection.prepareStatement(
                """
                SELECT EXISTS (SELECT FROM api_keys) OR EXISTS (SELECT FROM operators)
                """);
        var rows = statement.executeQuery()) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  @Override
  public boolean addFirst(ApiKey key, KeySecret secret, Actor by) {
    return database.inTransaction(
        "add the first key",
        transaction -> {
          var connection = transaction.connection();
          try (var lock = connection.createStatement()) {
            lock.execute("LOCK TABLE api_keys IN SHARE ROW EXCLUSIVE MODE");
          }
          if (any(connection)) {
            return false;
          }
          transaction.audit(entry("key.added", by, key));
          return insert(connection, key, secret);
        });
  }

  @Override
  public Optional<ApiKey> withSecret(KeySecret secret) {
    return database.with(
        "look up a key",
        connection -> {
          var now = clock.instant();
          var key = read(connection, secret, now);
          var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
          if (key.isPresent() && !today.equals(key.get().lastUsedOn())) {
            markUsed(connection, key.get(), today);
          }
          return key;
        });
  }

  private static Optional<ApiKey> read(Connection connection, KeySecret secret, Instant now)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + """
                WHERE k.digest = ? AND (k.expires_at IS NULL OR k.expires_at > ?)
                  AND (k.operator IS NULL OR o.enabled)
                """)) {
      statement.setBytes(1, secret.digest().toArray());
      statement.setObject(2, Columns.timestamp(now));
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(key(rows)) : Optional.empty();
      }
    }
  }

  private static void markUsed(Connection connection, ApiKey key, LocalDate day)
      throws SQLException {
    try (var statement =
        connection.prepareStatement("UPDATE api_keys SET last_used_on = ? WHERE id = ?")) {
      statement.setObject(1, day);
      statement.setString(2, key.id());
      statement.executeUpdate();
    }
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(
        row.getString("id"),
        row.getString("name"),
        Role.parse(row.getString("role")).orElseThrow(),
        realms(row),
        row.getString("operator"),
        Columns.instant(row, "created_at"),
        Columns.instantOrNull(row, "expires_at"),
        row.getObject("last_used_on", LocalDate.class));
  }

  static Set<RealmName> realms(ResultSet row) throws SQLException {
    return Arrays.stream((String[]) row.getArray("realms").getArray())
        .map(RealmName::new)
        .collect(Collectors.toSet());
  }

  @Override
  public List<ApiKey> machines(String after, int limit) {
    return database.with("list keys", connection -> machines(connection, after, limit));
  }

  private static List<ApiKey> machines(Connection connection, String after, int limit)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + """
                WHERE k.operator IS NULL AND k.name COLLATE "C" > ?
                ORDER BY k.name COLLATE "C" LIMIT ?
                """)) {
      statement.setString(1, after);
      statement.setInt(2, limit);
      try (var rows = statement.executeQuery()) {
        var keys = new ArrayList<ApiKey>();
        while (rows.next()) {
          keys.add(key(rows));
        }
        return keys;
      }
    }
  }

  @Override
  public boolean remove(String id, Actor by) {
    return database.inTransaction("remove a key", transaction -> remove(transaction, id, by));
  }

  /// Removes a key and audits it; whether there was one.
  boolean remove(Transaction transaction, String id, Actor by) throws SQLException {
    try (var statement =
        transaction
            .connection()
            .prepareStatement("DELETE FROM api_keys WHERE id = ? RETURNING name")) {
      statement.setString(1, id);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return false;
        }
        var detail = Map.of("id", id, "name", rows.getString(1));
        transaction.audit(AuditEntry.of(clock.instant(), "key.removed", by, detail));
        return true;
      }
    }
  }

  @Override
  public void forget(KeySecret secret, Actor by) {
    database.inTransaction(
        "forget a key",
        transaction -> {
          var key = read(transaction.connection(), secret, clock.instant());
          return key.isPresent() && remove(transaction, key.get().id(), by);
        });
  }

  private AuditEntry entry(String event, Actor by, ApiKey key) {
    var detail =
        Map.of(
            "id", key.id(),
            "name", key.name(),
            "role", key.role().text(),
            "realms",
                key.realms().stream()
                    .map(RealmName::text)
                    .sorted()
                    .collect(Collectors.joining(" ")),
            "expiresAt", key.expiry().map(Instant::toString).orElse(""));
    return AuditEntry.of(clock.instant(), event, by, detail);
  }
}
