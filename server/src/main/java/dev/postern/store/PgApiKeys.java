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
    return Sql.of(
            """
            INSERT INTO api_keys
              (id, digest, name, operator, role, realms, created_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            key.id(),
            secret.digest().toArray(),
            key.name(),
            key.operator(),
            key.role().text(),
            realms(connection, key.realms()),
            Columns.timestamp(key.createdAt()),
            Columns.timestamp(key.expiresAt()))
        .changed(connection);
  }

  static Array realms(Connection connection, Set<RealmName> realms) throws SQLException {
    return connection.createArrayOf("text", realms.stream().map(RealmName::text).toArray());
  }

  @Override
  public boolean any() {
    return database.with("look for a first key", PgApiKeys::any);
  }

  private static boolean any(Connection connection) throws SQLException {
    return Sql.of("SELECT EXISTS (SELECT FROM api_keys) OR EXISTS (SELECT FROM operators)")
        .first(connection, row -> row.getBoolean(1))
        .orElseThrow();
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
            Sql.of("UPDATE api_keys SET last_used_on = ? WHERE id = ?", today, key.get().id())
                .update(connection);
          }
          return key;
        });
  }

  private static Optional<ApiKey> read(Connection connection, KeySecret secret, Instant now)
      throws SQLException {
    return Sql.of(
            "SELECT "
                + COLUMNS
                + """
                WHERE k.digest = ? AND (k.expires_at IS NULL OR k.expires_at > ?)
                  AND (k.operator IS NULL OR o.enabled)
                """,
            secret.digest().toArray(),
            Columns.timestamp(now))
        .first(connection, PgApiKeys::key);
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
    var page =
        Sql.of(
            "SELECT "
                + COLUMNS
                + """
                WHERE k.operator IS NULL AND k.name COLLATE "C" > ?
                ORDER BY k.name COLLATE "C" LIMIT ?
                """,
            after,
            limit);
    return database.with("list keys", connection -> page.all(connection, PgApiKeys::key));
  }

  @Override
  public boolean remove(String id, Actor by) {
    return database.inTransaction("remove a key", transaction -> remove(transaction, id, by));
  }

  /// Removes a key and audits it; whether there was one.
  boolean remove(Transaction transaction, String id, Actor by) throws SQLException {
    var name =
        Sql.of("DELETE FROM api_keys WHERE id = ? RETURNING name", id)
            .first(transaction.connection(), row -> row.getString(1));
    if (name.isEmpty()) {
      return false;
    }
    var detail = Map.of("id", id, "name", name.get());
    transaction.audit(AuditEntry.of(clock.instant(), "key.removed", by, detail));
    return true;
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
