package dev.postern.store;

import dev.postern.crypto.Sealed;
import dev.postern.otp.OtpAlgorithm;
import dev.postern.otp.OtpParameters;
import dev.postern.token.HeldToken;
import dev.postern.token.Token;
import dev.postern.token.TokenFilter;
import dev.postern.token.TokenFilter.Hands.Within;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.user.RealmName;
import dev.postern.user.UserId;
import dev.postern.user.UserName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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
    return Sql.of(SELECT + "WHERE serial = ?", serial.text()).first(connection, TokenRows::held);
  }

  /// Locks the token, though not its owner, until the end of the transaction.
  static Optional<HeldToken> locked(Connection connection, TokenSerial serial) throws SQLException {
    return Sql.of(SELECT + "WHERE serial = ? FOR UPDATE OF tokens", serial.text())
        .first(connection, TokenRows::held);
  }

  static List<HeldToken> page(Connection connection, TokenFilter filter, String after, int limit)
      throws SQLException {
    String state = filter.state() == null ? null : word(filter.state());
    UUID owner = owner(filter.hands());
    String realm = filter.hands() instanceof Within(RealmName within) ? within.text() : null;
    return Sql.of(
            SELECT
                + """
                WHERE serial > ? AND starts_with(serial, ?)
                  AND (?::text IS NULL OR state = ?::text)
                  AND (?::uuid IS NULL OR tokens.user_id = ?::uuid)
                  AND (?::text IS NULL OR users.realm = ?::text)
                ORDER BY serial LIMIT ?
                """,
            after,
            filter.prefix(),
            state,
            state,
            owner,
            owner,
            realm,
            realm,
            limit)
        .all(connection, TokenRows::held);
  }

  private static @Nullable UUID owner(TokenFilter.Hands hands) {
    return switch (hands) {
      case TokenFilter.Hands.Of(UserId user) -> user.value();
      case TokenFilter.Hands.Stock() -> UserRows.STOCK;
      case TokenFilter.Hands.Any(), Within(_) -> null;
    };
  }

  private static HeldToken held(ResultSet row) throws SQLException {
    return new HeldToken(read(row), holder(row), Columns.instantOrNull(row, "accepted_at"));
  }

  private static HeldToken.@Nullable Holder holder(ResultSet row) throws SQLException {
    String realm = row.getString("holder_realm");
    return realm == null
        ? null
        : new HeldToken.Holder(new RealmName(realm), new UserName(row.getString("holder_name")));
  }

  static Token read(ResultSet row) throws SQLException {
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

  /// Adds a token; false if the serial is taken.
  static boolean insert(Connection connection, Token token, Sealed key) throws SQLException {
    return Sql.of(
            """
            INSERT INTO tokens (user_id, serial, kind, algorithm, digits, period_seconds,
              sealed_key, sealed_under, state, label, created_at, expires_at, last_step,
              drift_steps)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (serial) DO NOTHING
            """,
            column(token.owner()),
            token.serial().text(),
            word(token.kind()),
            token.parameters().algorithm().name(),
            token.parameters().digits(),
            token.periodSeconds(),
            key.octets().toArray(),
            key.keyName(),
            word(token.state()),
            token.label(),
            Columns.timestamp(token.createdAt()),
            Columns.timestamp(token.expiresAt()),
            token.lastStep(),
            token.driftSteps())
        .changed(connection);
  }

  static void update(Connection connection, Token token) throws SQLException {
    Sql.of(
            """
            UPDATE tokens SET user_id = ?, state = ?, label = ?, expires_at = ?, last_step = ?
            WHERE serial = ?
            """,
            column(token.owner()),
            word(token.state()),
            token.label(),
            Columns.timestamp(token.expiresAt()),
            token.lastStep(),
            token.serial().text())
        .update(connection);
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
    var serials = Sql.of(sql, owner.value()).all(connection, row -> row.getString(1));
    return serials.stream().sorted().collect(Collectors.joining(","));
  }
}
