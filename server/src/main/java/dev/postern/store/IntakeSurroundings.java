package dev.postern.store;

import dev.postern.approval.ApprovalRule;
import dev.postern.crypto.Sealed;
import dev.postern.octets.Octets;
import dev.postern.takeover.Intake.Row;
import dev.postern.takeover.Intake.Terms;
import dev.postern.user.User;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is there already of the users and tokens of some rows of an import. Of the users who are
/// not, `removed` were until lately.
record IntakeSurroundings(
    Set<String> realms,
    Map<UUID, PresentUser> users,
    Set<UUID> removed,
    Map<String, PresentToken> tokens) {
  /// A user who is there, and whether how they are reached was changed lately.
  record PresentUser(
      UUID id,
      String displayName,
      String email,
      String phone,
      List<String> groups,
      @Nullable String passwordHash,
      boolean hadToken,
      boolean changedLately) {
    static PresentUser read(ResultSet row) throws SQLException {
      return new PresentUser(
          row.getObject("user_id", UUID.class),
          row.getString("display_name"),
          row.getString("email"),
          row.getString("phone"),
          UserRows.texts(row.getArray("group_names")),
          row.getString("password_hash"),
          row.getBoolean("ever_had_token"),
          row.getBoolean("changed"));
    }

    /// Whether the row brings another address; what a row leaves empty stays.
    boolean addressChangedBy(User user) {
      return other(user.email(), email) || other(user.phone(), phone);
    }

    boolean changedBy(Row row) {
      User user = Objects.requireNonNull(row.user());
      String hash = row.password().hash();
      return addressChangedBy(user)
          || other(user.displayName(), displayName)
          || (!user.groups().isEmpty() && !user.groups().equals(groups))
          || (hash != null && !hash.equals(passwordHash))
          || row.password().secret() != null
          || (user.everHadToken() && !hadToken);
    }

    private static boolean other(String wanted, String present) {
      return !wanted.isEmpty() && !wanted.equals(present);
    }
  }

  /// A token that is there.
  ///
  /// @param ownerSuspect whether how its owner is reached was changed lately
  record PresentToken(
      String serial,
      UUID owner,
      String state,
      Sealed key,
      boolean awaitsKey,
      boolean ownerSuspect) {
    static PresentToken read(ResultSet row) throws SQLException {
      return new PresentToken(
          row.getString("serial"),
          row.getObject("user_id", UUID.class),
          row.getString("state"),
          Sealed.parse(Octets.copyOf(row.getBytes("sealed_key"))),
          row.getBoolean("awaits_key"),
          row.getBoolean("suspect"));
    }
  }

  /// Looks, and locks the users in key order unless the terms are dry.
  static IntakeSurroundings look(Connection connection, List<Row> rows, Terms terms, Instant now)
      throws SQLException {
    var ids =
        rows.stream()
            .map(Row::user)
            .filter(Objects::nonNull)
            .map(user -> user.id().value())
            .distinct()
            .sorted()
            .toList();
    return new IntakeSurroundings(
        Set.copyOf(Sql.of("SELECT name FROM realms").all(connection, row -> row.getString(1))),
        users(connection, ids, terms, now),
        RemovedUsers.among(connection, ids.toArray(), now),
        tokens(connection, rows, now));
  }

  private static Map<UUID, PresentUser> users(
      Connection connection, List<UUID> ids, Terms terms, Instant now) throws SQLException {
    var found = new HashMap<UUID, PresentUser>();
    var sql =
        Sql.of(
            """
            SELECT user_id, display_name, email, phone, group_names, password_hash, ever_had_token,
              coalesce(address_changed_at > ?, false) AS changed
            FROM users WHERE user_id = ANY (?) ORDER BY user_id
            """
                + (terms.dry() ? "" : "FOR UPDATE"),
            Columns.timestamp(now.minus(ApprovalRule.SUSPECT)),
            connection.createArrayOf("uuid", ids.toArray()));
    for (var user : sql.all(connection, PresentUser::read)) {
      found.put(user.id(), user);
    }
    return found;
  }

  private static Map<String, PresentToken> tokens(
      Connection connection, List<Row> rows, Instant now) throws SQLException {
    var serials =
        rows.stream()
            .map(Row::token)
            .filter(Objects::nonNull)
            .map(token -> token.serial().text())
            .toList();
    var found = new HashMap<String, PresentToken>();
    var sql =
        Sql.of(
            """
            SELECT serial, user_id, state, sealed_key, awaits_key,
              coalesce(
                (SELECT address_changed_at > ? FROM users WHERE users.user_id = tokens.user_id),
                false) AS suspect
            FROM tokens WHERE serial = ANY (?)
            """,
            Columns.timestamp(now.minus(ApprovalRule.SUSPECT)),
            UserRows.textArray(connection, serials));
    for (var token : sql.all(connection, PresentToken::read)) {
      found.put(token.serial(), token);
    }
    return found;
  }
}
