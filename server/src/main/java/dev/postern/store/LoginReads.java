package dev.postern.store;

import dev.postern.crypto.Sealed;
import dev.postern.octets.Octets;
import dev.postern.token.Token;
import dev.postern.user.User;
import dev.postern.user.UserId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Looks up the users of many logins with one statement: each with password hash and tokens, the
/// keys still sealed.
final class LoginReads {
  private static final String SUBJECTS =
      """
      SELECT u.user_id, u.realm, u.name, u.display_name, u.email, u.phone, u.group_names, u.enabled,
             u.password_hash, u.ever_had_token, u.recoverable, u.sealed_recoverable,
             t.serial, t.kind, t.algorithm, t.digits, t.period_seconds, t.sealed_key, t.state,
             t.label, t.created_at, t.expires_at, t.last_step, t.drift_steps
      FROM users u LEFT JOIN tokens t ON t.user_id = u.user_id
      WHERE u.user_id = ANY (?)
      """;

  /// A user as stored, whose secrets nobody has unsealed yet.
  record Stored(
      User user,
      @Nullable String passwordHash,
      @Nullable Octets recoverable,
      List<SealedToken> tokens) {}

  record SealedToken(Token token, Sealed key) {}

  private LoginReads() {}

  static List<Optional<Stored>> find(Connection connection, List<UserId> users)
      throws SQLException {
    var found = new HashMap<UserId, Stored>();
    try (var statement = connection.prepareStatement(SUBJECTS)) {
      new Unnested<>(users).uuids(UserId::value).bind(statement, 1);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          read(rows, found);
        }
      }
    }
    return users.stream().map(user -> Optional.ofNullable(found.get(user))).toList();
  }

  private static void read(ResultSet row, Map<UserId, Stored> found) throws SQLException {
    var id = new UserId(row.getObject("user_id", UUID.class));
    Stored stored = found.get(id);
    if (stored == null) {
      stored =
          new Stored(
              UserRows.read(row),
              row.getString("password_hash"),
              Columns.octetsOrNull(row, "sealed_recoverable"),
              new ArrayList<>(1));
      found.put(id, stored);
    }
    if (row.getString("serial") != null) {
      var key = Sealed.parse(Octets.copyOf(row.getBytes("sealed_key")));
      stored.tokens.add(new SealedToken(TokenRows.read(row), key));
    }
  }
}
