package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.Sealed;
import dev.postern.octets.Octets;
import dev.postern.token.HeldToken;
import dev.postern.token.Token;
import dev.postern.token.TokenChange;
import dev.postern.token.TokenEvent;
import dev.postern.token.TokenFilter;
import dev.postern.token.TokenFilter.Hands.Within;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenTransition;
import dev.postern.token.TokenTransitions;
import dev.postern.token.Tokens;
import dev.postern.user.RealmName;
import dev.postern.user.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tokens in PostgreSQL. The owner's row is locked before the token's, as logins do.
public final class PgTokens implements Tokens {
  private final Database database;
  private final InstantSource clock;

  public PgTokens(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public AddOutcome add(Token token, Sealed key, Actor actor) {
    return database.inTransaction(
        "add token " + token.serial(), transaction -> add(transaction, token, key, actor));
  }

  private AddOutcome add(Transaction transaction, Token token, Sealed key, Actor actor)
      throws SQLException {
    var connection = transaction.connection();
    if (lacksUser(connection, token.owner())) {
      return new AddOutcome.NoSuchUser();
    }
    if (!insert(connection, token, key)) {
      return new AddOutcome.SerialTaken();
    }
    if (token.owner() != null) {
      rememberToken(connection, token.owner());
    }
    var added = TokenRows.find(connection, token.serial()).orElseThrow();
    audit(transaction, "token.added", added, actor, details(token));
    return new AddOutcome.Added(added);
  }

  /// Locks the user who shall have a token, if anybody shall; true if there is no such user.
  private static boolean lacksUser(Connection connection, @Nullable UserId owner)
      throws SQLException {
    return owner != null && UserRows.locked(connection, owner).isEmpty();
  }

  private static boolean insert(Connection connection, Token token, Sealed key)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            INSERT INTO tokens (user_id, serial, kind, algorithm, digits, period_seconds,
              sealed_key, sealed_under, state, label, created_at, expires_at, last_step,
              drift_steps)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (serial) DO NOTHING
            """)) {
      statement.setObject(1, TokenRows.column(token.owner()));
      statement.setString(2, token.serial().text());
      statement.setString(3, TokenRows.word(token.kind()));
      statement.setString(4, token.parameters().algorithm().name());
      statement.setInt(5, token.parameters().digits());
      statement.setInt(6, token.periodSeconds());
      statement.setBytes(7, key.octets().toArray());
      statement.setString(8, key.keyName());
      statement.setString(9, TokenRows.word(token.state()));
      statement.setString(10, token.label());
      statement.setObject(11, Columns.timestamp(token.createdAt()));
      statement.setObject(12, Columns.timestamp(token.expiresAt()));
      statement.setLong(13, token.lastStep());
      statement.setInt(14, token.driftSteps());
      return statement.executeUpdate() == 1;
    }
  }

  private static Map<String, String> details(Token token) {
    return Map.of(
        "kind", TokenRows.word(token.kind()),
        "algorithm", token.parameters().algorithm().name(),
        "digits", String.valueOf(token.parameters().digits()),
        "state", TokenRows.word(token.state()));
  }

  private static void rememberToken(Connection connection, UserId owner) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "UPDATE users SET ever_had_token = true WHERE user_id = ? AND NOT ever_had_token")) {
      statement.setObject(1, owner.value());
      statement.executeUpdate();
    }
  }

  @Override
  public Optional<HeldToken> find(TokenSerial serial) {
    return database.with("find a token", connection -> TokenRows.find(connection, serial));
  }

  @Override
  public Optional<Sealed> sealedKey(TokenSerial serial) {
    return database.with("read a token's key", connection -> sealedKey(connection, serial));
  }

  private static Optional<Sealed> sealedKey(Connection connection, TokenSerial serial)
      throws SQLException {
    try (var statement =
        connection.prepareStatement("SELECT sealed_key FROM tokens WHERE serial = ?")) {
      statement.setString(1, serial.text());
      try (var rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(Sealed.parse(Octets.copyOf(rows.getBytes(1))))
            : Optional.empty();
      }
    }
  }

  @Override
  public List<HeldToken> page(TokenFilter filter, String after, int limit) {
    return database.with("list tokens", connection -> page(connection, filter, after, limit));
  }

  private static List<HeldToken> page(
      Connection connection, TokenFilter filter, String after, int limit) throws SQLException {
    try (var statement =
        TokenRows.select(
            connection,
            """
            WHERE serial > ? AND starts_with(serial, ?)
              AND (?::text IS NULL OR state = ?::text)
              AND (?::uuid IS NULL OR tokens.user_id = ?::uuid)
              AND (?::text IS NULL OR users.realm = ?::text)
            ORDER BY serial LIMIT ?
            """)) {
      String state = filter.state() == null ? null : TokenRows.word(filter.state());
      UUID owner = owner(filter.hands());
      String realm = filter.hands() instanceof Within(RealmName within) ? within.text() : null;
      statement.setString(1, after);
      statement.setString(2, filter.prefix());
      statement.setString(3, state);
      statement.setString(4, state);
      statement.setObject(5, owner);
      statement.setObject(6, owner);
      statement.setString(7, realm);
      statement.setString(8, realm);
      statement.setInt(9, limit);
      return TokenRows.all(statement);
    }
  }

  private static @Nullable UUID owner(TokenFilter.Hands hands) {
    return switch (hands) {
      case TokenFilter.Hands.Of(UserId user) -> user.value();
      case TokenFilter.Hands.Stock() -> UserRows.STOCK;
      case TokenFilter.Hands.Any(), Within(_) -> null;
    };
  }

  @Override
  public Optional<HeldToken> change(TokenSerial serial, TokenChange change, Actor actor) {
    return database.inTransaction(
        "change token " + serial, transaction -> change(transaction, serial, change, actor));
  }

  private Optional<HeldToken> change(
      Transaction transaction, TokenSerial serial, TokenChange change, Actor actor)
      throws SQLException {
    var found = TokenRows.locked(transaction.connection(), serial);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Token before = found.get().token();
    var after =
        new HeldToken(
            change.applyTo(before, clock.instant()),
            found.get().holder(),
            found.get().lastUsedAt());
    if (!after.token().equals(before)) {
      update(transaction.connection(), after.token());
      audit(transaction, "token.changed", after, actor, differences(before, after.token()));
    }
    return Optional.of(after);
  }

  private static Map<String, String> differences(Token before, Token after) {
    var changed = new LinkedHashMap<String, String>();
    if (!after.label().equals(before.label())) {
      changed.put("label", after.label());
    }
    if (!after.expiry().equals(before.expiry())) {
      changed.put("expires", after.expiry().map(Instant::toString).orElse("never"));
    }
    if (after.state() != before.state()) {
      changed.put("state", TokenRows.word(after.state()));
    }
    return changed;
  }

  private static void update(Connection connection, Token token) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            UPDATE tokens SET user_id = ?, state = ?, label = ?, expires_at = ?, last_step = ?
            WHERE serial = ?
            """)) {
      statement.setObject(1, TokenRows.column(token.owner()));
      statement.setString(2, TokenRows.word(token.state()));
      statement.setString(3, token.label());
      statement.setObject(4, Columns.timestamp(token.expiresAt()));
      statement.setLong(5, token.lastStep());
      statement.setString(6, token.serial().text());
      statement.executeUpdate();
    }
  }

  @Override
  public EventOutcome apply(TokenSerial serial, TokenEvent event, Actor actor) {
    return database.inTransaction(
        "move token " + serial, transaction -> apply(transaction, serial, event, actor));
  }

  private EventOutcome apply(
      Transaction transaction, TokenSerial serial, TokenEvent event, Actor actor)
      throws SQLException {
    var connection = transaction.connection();
    if (lacksUser(connection, newOwner(event))) {
      return new EventOutcome.NoSuchUser();
    }
    var found = TokenRows.locked(connection, serial);
    if (found.isEmpty()) {
      return new EventOutcome.NoSuchToken();
    }
    return switch (TokenTransitions.apply(found.get().token(), event)) {
      case TokenTransition.Moved moved -> move(transaction, found.get(), moved, actor);
      case TokenTransition.Unchanged() -> new EventOutcome.Unchanged(found.get());
      case TokenTransition.Refused(String why) -> new EventOutcome.Refused(why);
    };
  }

  /// Ends a token whose time has run out, unless it was given more meanwhile.
  void expire(TokenSerial serial, Actor actor) {
    var _ =
        database.inTransaction(
            "expire token " + serial,
            transaction -> {
              var now = clock.instant();
              var overdue =
                  TokenRows.locked(transaction.connection(), serial)
                      .flatMap(held -> held.token().expiry())
                      .filter(end -> !end.isAfter(now));
              return overdue.isPresent()
                  ? apply(transaction, serial, new TokenEvent.Expire(), actor)
                  : new EventOutcome.NoSuchToken();
            });
  }

  private static @Nullable UserId newOwner(TokenEvent event) {
    return switch (event) {
      case TokenEvent.Assign(UserId user) -> user;
      case TokenEvent.Reassign(UserId user) -> user;
      case TokenEvent.Activate(_),
          TokenEvent.Suspend(),
          TokenEvent.Resume(),
          TokenEvent.Revoke(),
          TokenEvent.Expire(),
          TokenEvent.Unassign() ->
          null;
    };
  }

  private EventOutcome move(
      Transaction transaction, HeldToken before, TokenTransition.Moved moved, Actor actor)
      throws SQLException {
    var connection = transaction.connection();
    if (moved.token().owner() != null) {
      rememberToken(connection, moved.token().owner());
    }
    update(connection, moved.token());
    var after = TokenRows.find(connection, before.token().serial()).orElseThrow();
    var detail = new LinkedHashMap<String, String>();
    if (!after.heldBy().equals(before.heldBy())) {
      detail.put("heldBefore", before.holderText());
    }
    audit(transaction, moved.audited(), after, actor, detail);
    return new EventOutcome.Moved(after);
  }

  @Override
  public boolean remove(TokenSerial serial, Actor actor) {
    return database.inTransaction(
        "remove token " + serial, transaction -> remove(transaction, serial, actor));
  }

  private boolean remove(Transaction transaction, TokenSerial serial, Actor actor)
      throws SQLException {
    var found = TokenRows.locked(transaction.connection(), serial);
    if (found.isEmpty()) {
      return false;
    }
    try (var statement =
        transaction.connection().prepareStatement("DELETE FROM tokens WHERE serial = ?")) {
      statement.setString(1, serial.text());
      statement.executeUpdate();
    }
    audit(transaction, "token.removed", found.get(), actor, Map.of());
    return true;
  }

  private void audit(
      Transaction transaction,
      String event,
      HeldToken about,
      Actor actor,
      Map<String, String> detail) {
    var said = new LinkedHashMap<>(detail);
    said.put("token", about.token().serial().text());
    var entry = AuditEntry.of(clock.instant(), event, actor, said);
    transaction.audit(
        about.token().holder().map(owner -> entry.about(owner, about.holderText())).orElse(entry));
  }
}
