package dev.postern.store;

import dev.postern.otp.OtpAlgorithm;
import dev.postern.otp.OtpParameters;
import dev.postern.token.HeldToken;
import dev.postern.token.Token;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.user.RealmName;
import dev.postern.user.UserId;
import dev.postern.user.UserName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows of `tokens` without their keys, read and written.
final class TokenRows {
  private static final String SELECT =
      """
      SELECT tokens.user_id, serial, kind, algorithm, digits, period_seconds, state, label,
        tokens.created_at, expires_at, last_step, drift_steps,
        accepted_at, users.realm AS holder_realm, users.name AS holder_name
      FROM tokens LEFT JOIN users ON users.user_id = tokens.user_id
      """;

  private TokenRows() {}

  static Optional<HeldToken> find(Connection connection, TokenSerial serial) throws SQLException {
    return one(connection, SELECT + "WHERE serial = ?", serial);
  }

  /// Locks the token, though not its owner, until the end of the transaction.
  static Optional<HeldToken> locked(Connection connection, TokenSerial serial) throws SQLException {
    return one(connection, SELECT + "WHERE serial = ? FOR UPDATE OF tokens", serial);
  }

  private static Optional<HeldToken> one(Connection connection, String sql, TokenSerial serial)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, serial.text());
      var found = all(statement);
      return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }
  }

  /// `conditions` continues the query, from `WHERE` on.
  static PreparedStatement select(Connection connection, String conditions) throws SQLException {
    return connection.prepareStatement(SELECT + conditions);
  }

  static List<HeldToken> all(PreparedStatement statement) throws SQLException {
    try (var rows = statement.executeQuery()) {
      var tokens = new ArrayList<HeldToken>();
      while (rows.next()) {
        tokens.add(
            new HeldToken(read(rows), holder(rows), Columns.instantOrNull(rows, "accepted_at")));
      }
      return tokens;
    }
  }

  private static HeldToken.@Nullable Holder holder(ResultSet row) throws SQLException {
    String realm = row.getString("holder_realm");
    return realm == null
        ? null
        : new HeldToken.Holder(new RealmName(realm), new UserName(row.getString("holder_name")));
  }

  private static Token read(ResultSet row) throws SQLException {
    var parameters =
        new OtpParameters(OtpAlgorithm.valueOf(row.getString("algorithm")), row.getInt("digits"));
    return new Token(
        new TokenSerial(row.getString("serial")),
        owner(row.getObject("user_id", UUID.class)),
        TokenKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        parameters,
        row.getInt("period_seconds"),
        TokenState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("label"),
        Columns.instant(row, "created_at"),
        Columns.instantOrNull(row, "expires_at"),
        row.getLong("last_step"),
        row.getInt("drift_steps"));
  }

  private static @Nullable UserId owner(UUID id) {
    return id.equals(UserRows.STOCK) ? null : new UserId(id);
  }

  static UUID column(@Nullable UserId owner) {
    return owner == null ? UserRows.STOCK : owner.value();
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// Puts all tokens of a user into stock; their serials, with commas.
  static String toStock(Connection connection, UserId owner) throws SQLException {
    return serials(
        connection,
        """
        UPDATE tokens
        SET user_id = '00000000-0000-0000-0000-000000000000',
          state = CASE state WHEN 'active' THEN 'pending' ELSE state END
        WHERE user_id = ? RETURNING serial
        """,
        owner);
  }

  /// Removes all tokens of a user; their serials, with commas.
  static String removeAll(Connection connection, UserId owner) throws SQLException {
    return serials(connection, "DELETE FROM tokens WHERE user_id = ? RETURNING serial", owner);
  }

  private static String serials(Connection connection, String sql, UserId owner)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, owner.value());
      try (var rows = statement.executeQuery()) {
        var serials = new ArrayList<String>();
        while (rows.next()) {
          serials.add(rows.getString(1));
        }
        serials.sort(null);
        return String.join(",", serials);
      }
    }
  }
}
