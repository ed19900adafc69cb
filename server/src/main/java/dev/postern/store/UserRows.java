package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.PasswordHash;
import dev.postern.user.RealmName;
import dev.postern.user.Recoverable;
import dev.postern.user.RecoverableSecret;
import dev.postern.user.SourceDelay;
import dev.postern.user.User;
import dev.postern.user.UserFilter;
import dev.postern.user.UserId;
import dev.postern.user.UserName;
import dev.postern.user.UserStanding;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `users`, read; and what several stores say to that table.
///
/// Whoever locks more than one row takes them in this order, as logins do: `login_guards`, `users`,
/// `tokens`.
final class UserRows {
  /// The owner of a token that is nobody's.
  static final UUID STOCK = new UUID(0, 0);

  static final String COLUMNS =
      """
      user_id, realm, name, display_name, email, phone, group_names, enabled, ever_had_token,
        recoverable\
      """;

  private static final String STANDING =
      """
      SELECT users.user_id, realm, name, display_name, email, phone, group_names, enabled,
        ever_had_token, recoverable, password_hash IS NOT NULL AS has_password,
        sealed_recoverable IS NOT NULL AS has_recoverable, users.created_at,
        (SELECT count(*) FROM tokens WHERE tokens.user_id = users.user_id) AS tokens,
        coalesce(failures, 0) AS failures, locked_until
      FROM users LEFT JOIN login_guards ON login_guards.user_id = users.user_id
      """;

  private UserRows() {}

  static User read(ResultSet row) throws SQLException {
    return new User(
        new UserId(row.getObject("user_id", UUID.class)),
        new RealmName(row.getString("realm")),
        new UserName(row.getString("name")),
        row.getString("display_name"),
        row.getString("email"),
        row.getString("phone"),
        texts(row.getArray("group_names")),
        row.getBoolean("enabled"),
        row.getBoolean("ever_had_token"),
        recoverable(row));
  }

  static byte @Nullable [] sealed(RecoverableSecret.@Nullable AtRest secret) {
    return secret == null ? null : secret.sealed().octets().toArray();
  }

  static @Nullable String keyName(RecoverableSecret.@Nullable AtRest secret) {
    return secret == null ? null : secret.sealed().keyName();
  }

  static Recoverable recoverable(ResultSet row) throws SQLException {
    return Recoverable.parse(row.getString("recoverable")).orElseThrow();
  }

  static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  /// Locks the user until the end of the transaction.
  static Optional<User> locked(Connection connection, UserId id) throws SQLException {
    return Sql.of("SELECT " + COLUMNS + " FROM users WHERE user_id = ? FOR UPDATE", id.value())
        .first(connection, UserRows::read);
  }

  static Optional<User> find(Connection connection, UserId id) throws SQLException {
    return Sql.of("SELECT " + COLUMNS + " FROM users WHERE user_id = ?", id.value())
        .first(connection, UserRows::read);
  }

  /// Replaces a password hash, if the user still has the one that was verified.
  static Optional<User> rehashed(
      Connection connection, UserId id, PasswordHash verified, PasswordHash fresh)
      throws SQLException {
    return Sql.of(
            "UPDATE users SET password_hash = ? WHERE user_id = ? AND password_hash = ? RETURNING "
                + COLUMNS,
            fresh.reveal(),
            id.value(),
            verified.reveal())
        .first(connection, UserRows::read);
  }

  /// Keeps a secret, if the user still has the hash that was verified and wants one of this kind.
  static Optional<User> kept(
      Connection connection, UserId id, PasswordHash verified, RecoverableSecret.AtRest secret)
      throws SQLException {
    return Sql.of(
            "UPDATE users SET sealed_recoverable = ?, sealed_under = ?"
                + " WHERE user_id = ? AND password_hash = ? AND recoverable = ? RETURNING "
                + COLUMNS,
            sealed(secret),
            keyName(secret),
            id.value(),
            verified.reveal(),
            secret.kind().text())
        .first(connection, UserRows::read);
  }

  /// Those of the names that the realm has no group of.
  static List<String> missingGroups(Connection connection, RealmName realm, List<String> names)
      throws SQLException {
    if (names.isEmpty()) {
      return List.of();
    }
    return Sql.of(
            """
            SELECT wanted.name FROM unnest(?) AS wanted (name)
            WHERE NOT EXISTS (
              SELECT FROM groups WHERE groups.realm = ? AND groups.name = wanted.name)
            ORDER BY 1
            """,
            textArray(connection, names),
            realm.text())
        .all(connection, row -> row.getString(1));
  }

  static Array textArray(Connection connection, List<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }

  static Optional<UserStanding> standing(Connection connection, UserId id) throws SQLException {
    return Sql.of(STANDING + "WHERE users.user_id = ?", id.value())
        .first(connection, UserRows::standing);
  }

  static List<SourceDelay> delays(Connection connection, UserId id, Instant now)
      throws SQLException {
    return Sql.of(
            """
            SELECT source, delayed_until FROM login_sources
            WHERE user_id = ? AND delayed_until > ? ORDER BY delayed_until DESC, source LIMIT 20
            """,
            id.value(),
            Columns.timestamp(now))
        .all(
            connection,
            row -> new SourceDelay(row.getString("source"), Columns.instant(row, "delayed_until")));
  }

  static List<UserStanding> page(Connection connection, UserFilter filter, String after, int limit)
      throws SQLException {
    return Sql.of(
            STANDING
                + """
                WHERE realm = ? AND name > ? AND starts_with(name, ?)
                  AND (? = '' OR ? = ANY (group_names))
                ORDER BY name LIMIT ?
                """,
            filter.realm().text(),
            after,
            filter.prefix(),
            filter.group(),
            filter.group(),
            limit)
        .all(connection, UserRows::standing);
  }

  private static UserStanding standing(ResultSet row) throws SQLException {
    return new UserStanding(
        read(row),
        row.getBoolean("has_password"),
        row.getBoolean("has_recoverable"),
        row.getInt("tokens"),
        row.getInt("failures"),
        Columns.instantOrNull(row, "locked_until"),
        Columns.instant(row, "created_at"));
  }

  static String fullName(User user) {
    return user.realm() + "/" + user.name();
  }

  static AuditEntry audit(
      Instant at, String event, User user, Actor actor, Map<String, String> detail) {
    return AuditEntry.of(at, event, actor, detail).about(user.id(), fullName(user));
  }
}
