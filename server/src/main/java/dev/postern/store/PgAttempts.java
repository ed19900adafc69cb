package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.PasswordHash;
import dev.postern.crypto.Sealed;
import dev.postern.crypto.Sealer;
import dev.postern.operator.ApiKey;
import dev.postern.operator.Attempts;
import dev.postern.operator.FirstKey;
import dev.postern.operator.KeySecret;
import dev.postern.operator.OperatorToken;
import dev.postern.operator.Role;
import dev.postern.otp.OtpAlgorithm;
import dev.postern.otp.OtpParameters;
import dev.postern.otp.TimeStep;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The logins of operators in PostgreSQL: one statement counts an attempt, one takes a code.
public final class PgAttempts implements Attempts {
  private final Database database;
  private final Sealer sealer;
  private final PgApiKeys keys;
  private final InstantSource clock;

  public PgAttempts(Database database, Sealer sealer, PgApiKeys keys, InstantSource clock) {
    this.database = database;
    this.sealer = sealer;
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public Optional<Reserved> reserve(String operator) {
    return database.with("count an operator's attempt", c -> reserve(c, operator));
  }

  private Optional<Reserved> reserve(Connection connection, String operator) throws SQLException {
    var now = Columns.timestamp(clock.instant());
    return Sql.of(
            """
            UPDATE operators SET failures = failures + 1,
              delayed_until = CASE WHEN failures < 5 THEN NULL
                ELSE ?::timestamptz
                  + least(3600, 30 * 2 ^ least(failures - 5, 20)) * interval '1 second' END
            WHERE name = ? AND enabled AND (delayed_until IS NULL OR delayed_until <= ?)
            RETURNING name, password_hash, sealed_token, token_algorithm, token_digits, token_period
            """,
            now,
            operator,
            now)
        .first(
            connection,
            row -> new Reserved(PasswordHash.of(row.getString("password_hash")), token(row)));
  }

  private @Nullable OperatorToken token(ResultSet row) throws SQLException {
    var sealed = Columns.octetsOrNull(row, "sealed_token");
    if (sealed == null) {
      return null;
    }
    var key = sealer.unseal(Sealed.parse(sealed), PgOperators.identity(row.getString("name")));
    var algorithm = OtpAlgorithm.valueOf(row.getString("token_algorithm"));
    var parameters = new OtpParameters(algorithm, row.getInt("token_digits"));
    return new OperatorToken(key, parameters, TimeStep.ofSeconds(row.getInt("token_period")));
  }

  @Override
  public boolean complete(String operator, long timeStep, ApiKey key, KeySecret secret) {
    return database.inTransaction(
        "log an operator in",
        transaction -> {
          var connection = transaction.connection();
          var reach = takeCode(connection, operator, timeStep);
          if (reach.isEmpty()) {
            return false;
          }
          dropExpired(connection, operator);
          PgApiKeys.insert(connection, key, secret);
          var actor = new Actor.Operator(operator);
          var detail = Map.of("id", key.id(), "role", reach.get().role());
          transaction.audit(AuditEntry.of(clock.instant(), "operator.logged-in", actor, detail));
          if (reach.get().everything()) {
            keys.remove(transaction, FirstKey.NAME, actor);
          }
          return true;
        });
  }

  /// What somebody who logged in may reach.
  private record Reach(String role, boolean allRealms) {
    boolean everything() {
      return allRealms && role.equals(Role.ADMIN.text());
    }
  }

  private Optional<Reach> takeCode(Connection connection, String operator, long timeStep)
      throws SQLException {
    return Sql.of(
            """
            UPDATE operators SET last_step = ?, failures = 0, delayed_until = NULL,
              last_login_at = ?
            WHERE name = ? AND enabled AND last_step < ? AND sealed_token IS NOT NULL
            RETURNING role, cardinality(realms) = 0
            """,
            timeStep,
            Columns.timestamp(clock.instant()),
            operator,
            timeStep)
        .first(connection, row -> new Reach(row.getString(1), row.getBoolean(2)));
  }

  private void dropExpired(Connection connection, String operator) throws SQLException {
    Sql.of(
            "DELETE FROM api_keys WHERE operator = ? AND expires_at <= ?",
            operator,
            Columns.timestamp(clock.instant()))
        .update(connection);
  }

  @Override
  public void failed(String operator, String reason, String source) {
    database.inTransaction(
        "audit an operator's attempt",
        transaction -> {
          var entry =
              new AuditEntry(
                  clock.instant(),
                  "operator.login-refused",
                  reason,
                  new Actor.Operator(operator),
                  null,
                  null,
                  Map.of("source", source));
          transaction.audit(entry);
          return true;
        });
  }
}
