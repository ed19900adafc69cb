package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.PasswordHash;
import dev.postern.user.RealmName;
import dev.postern.user.User;
import dev.postern.user.UserFilter;
import dev.postern.user.UserId;
import dev.postern.user.UserName;
import dev.postern.user.UserStanding;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A row of `users`, read; and what several stores say to that table.
///
/// Whoever locks more than one row takes them in this order, as logins do: `login_guards`, `users`,
/// `tokens`.
final class UserRows {
  /// The owner of a token that is nobody's.
  static final UUID STOCK = new UUID(0, 0);

  static final String COLUMNS =
      "user_id, realm, name, display_name, email, phone, group_names, enabled, ever_had_token";

  private static final String STANDING =
      """
      SELECT users.user_id, realm, name, display_name, email, phone, group_names, enabled,
        ever_had_token, password_hash IS NOT NULL AS has_password, users.created_at,
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
        row.getBoolean("ever_had_token"));
  }

  static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  /// Locks the user until the end of the transaction.
  static Optional<User> locked(Connection connection, UserId id) throws SQLException {
    return one(connection, "SELECT " + COLUMNS + " FROM users WHERE user_id = ? FOR UPDATE", id);
  }

  static Optional<User> find(Connection connection, UserId id) throws SQLException {
    return one(connection, "SELECT " + COLUMNS + " FROM users WHERE user_id = ?", id);
  }

  private static Optional<User> one(Connection connection, String sql, UserId id)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, id.value());
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(read(rows)) : Optional.empty();
      }
    }
  }

  /// Replaces a password hash, if the user still has the one that was verified.
  static Optional<User> rehashed(
      Connection connection, UserId id, PasswordHash verified, PasswordHash fresh)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "UPDATE users SET password_hash = ? WHERE user_id = ? AND password_hash = ? RETURNING "
                + COLUMNS)) {
      statement.setString(1, fresh.reveal());
      statement.setObject(2, id.value());
      statement.setString(3, verified.reveal());
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(read(rows)) : Optional.empty();
      }
    }
  }

  /// Those of the names that the realm has no group of.
  static List<String> missingGroups(Connection connection, RealmName realm, List<String> names)
      throws SQLException {
    if (names.isEmpty()) {
      return List.of();
    }
    try (var statement =
        connection.prepareStatement(
            """
            SELECT wanted.name FROM unnest(?) AS wanted (name)
            WHERE NOT EXISTS (
              SELECT FROM groups WHERE groups.realm = ? AND groups.name = wanted.name)
            ORDER BY 1
            """)) {
      statement.setArray(1, textArray(connection, names));
      statement.setString(2, realm.text());
      try (var rows = statement.executeQuery()) {
        var missing = new ArrayList<String>();
        while (rows.next()) {
          missing.add(rows.getString(1));
        }
        return missing;
      }
    }
  }

  static Array textArray(Connection connection, List<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }

  static Optional<UserStanding> standing(Connection connection, UserId id) throws SQLException {
    try (var statement = connection.prepareStatement(STANDING + "WHERE users.user_id = ?")) {
      statement.setObject(1, id.value());
      return standings(statement).stream().findFirst();
    }
  }

  static List<UserStanding> page(Connection connection, UserFilter filter, String after, int limit)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            STANDING
                + """
                WHERE realm = ? AND name > ? AND starts_with(name, ?)
                  AND (? = '' OR ? = ANY (group_names))
                ORDER BY name LIMIT ?
                """)) {
      statement.setString(1, filter.realm().text());
      statement.setString(2, after);
      statement.setString(3, filter.prefix());
      statement.setString(4, filter.group());
      statement.setString(5, filter.group());
      statement.setInt(6, limit);
      return standings(statement);
    }
  }

  private static List<UserStanding> standings(PreparedStatement statement) throws SQLException {
    try (var rows = statement.executeQuery()) {
      var users = new ArrayList<UserStanding>();
      while (rows.next()) {
        users.add(
            new UserStanding(
                read(rows),
                rows.getBoolean("has_password"),
                rows.getInt("tokens"),
                rows.getInt("failures"),
                Columns.instantOrNull(rows, "locked_until"),
                Columns.instant(rows, "created_at")));
      }
      return users;
    }
  }

  static String fullName(User user) {
    return user.realm() + "/" + user.name();
  }

  static AuditEntry audit(
      Instant at, String event, User user, Actor actor, Map<String, String> detail) {
    return AuditEntry.of(at, event, actor, detail).about(user.id(), fullName(user));
  }
}
