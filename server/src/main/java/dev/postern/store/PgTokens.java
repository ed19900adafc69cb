package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.approval.Hold;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.Sealed;
import dev.postern.octets.Octets;
import dev.postern.token.HeldToken;
import dev.postern.token.Token;
import dev.postern.token.TokenChange;
import dev.postern.token.TokenEvent;
import dev.postern.token.TokenFilter;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.token.TokenTransition;
import dev.postern.token.TokenTransitions;
import dev.postern.token.Tokens;
import dev.postern.user.User;
import dev.postern.user.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    var owner = owner(connection, token.owner());
    if (token.owner() != null && owner.isEmpty()) {
      return new AddOutcome.NoSuchUser();
    }
    if (!TokenRows.insert(connection, token, key)) {
      return new AddOutcome.SerialTaken();
    }
    var held = owner.isEmpty() ? null : reissue(transaction, owner.get(), actor);
    if (held != null) {
      delete(connection, token.serial()); // what was asked of a second operator stays
      return new AddOutcome.Held(held);
    }
    if (token.owner() != null) {
      rememberToken(connection, token.owner());
    }
    var added = TokenRows.find(connection, token.serial()).orElseThrow();
    audit(transaction, "token.added", added, actor, details(token));
    return new AddOutcome.Added(added);
  }

  /// Locks the user who shall have a token, if anybody shall.
  private static Optional<User> owner(Connection connection, @Nullable UserId owner)
      throws SQLException {
    return owner == null ? Optional.empty() : UserRows.locked(connection, owner);
  }

  /// What stands against a token for this user; if nothing does, what was approved is spent.
  private @Nullable Hold reissue(Transaction transaction, User owner, Actor actor)
      throws SQLException {
    var reissues = new Reissues(transaction, actor, clock.instant());
    var found = reissues.look(owner);
    reissues.spend(found);
    return reissues.hold(found, owner);
  }

  private static Map<String, String> details(Token token) {
    return Map.of(
        "kind", TokenRows.word(token.kind()),
        "algorithm", token.parameters().algorithm().name(),
        "digits", String.valueOf(token.parameters().digits()),
        "state", TokenRows.word(token.state()));
  }

  private static void rememberToken(Connection connection, UserId owner) throws SQLException {
    Sql.of(
            "UPDATE users SET ever_had_token = true WHERE user_id = ? AND NOT ever_had_token",
            owner.value())
        .update(connection);
  }

  @Override
  public Optional<HeldToken> find(TokenSerial serial) {
    return database.with("find a token", connection -> TokenRows.find(connection, serial));
  }

  @Override
  public Optional<Sealed> sealedKey(TokenSerial serial) {
    return database.with(
        "read a token's key",
        connection ->
            Sql.of("SELECT sealed_key FROM tokens WHERE serial = ?", serial.text())
                .first(connection, row -> Sealed.parse(Octets.copyOf(row.getBytes(1)))));
  }

  @Override
  public List<HeldToken> page(TokenFilter filter, String after, int limit) {
    return database.with(
        "list tokens", connection -> TokenRows.page(connection, filter, after, limit));
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
      TokenRows.update(transaction.connection(), after.token());
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

  @Override
  public EventOutcome apply(TokenSerial serial, TokenEvent event, Actor actor) {
    return database.inTransaction(
        "move token " + serial, transaction -> apply(transaction, serial, event, actor));
  }

  private EventOutcome apply(
      Transaction transaction, TokenSerial serial, TokenEvent event, Actor actor)
      throws SQLException {
    var connection = transaction.connection();
    var owner = owner(connection, newOwner(event));
    if (newOwner(event) != null && owner.isEmpty()) {
      return new EventOutcome.NoSuchUser();
    }
    var found = TokenRows.locked(connection, serial);
    if (found.isEmpty()) {
      return new EventOutcome.NoSuchToken();
    }
    return switch (TokenTransitions.apply(found.get().token(), event)) {
      case TokenTransition.Moved moved -> {
        if (moved.token().state() == TokenState.ACTIVE && awaitsKey(connection, serial)) {
          yield new EventOutcome.Refused("its key is not there yet: import its seed file");
        }
        var held = owner.isEmpty() ? null : reissue(transaction, owner.get(), actor);
        yield held == null
            ? move(transaction, found.get(), moved, actor)
            : new EventOutcome.Held(held);
      }
      case TokenTransition.Unchanged() -> new EventOutcome.Unchanged(found.get());
      case TokenTransition.Refused(String why) -> new EventOutcome.Refused(why);
    };
  }

  private static boolean awaitsKey(Connection connection, TokenSerial serial) throws SQLException {
    return Sql.of("SELECT awaits_key FROM tokens WHERE serial = ?", serial.text())
        .first(connection, row -> row.getBoolean(1))
        .orElse(false);
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
    TokenRows.update(connection, moved.token());
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
    var connection = transaction.connection();
    var found = TokenRows.locked(connection, serial);
    if (found.isEmpty()) {
      return false;
    }
    delete(transaction.connection(), serial);
    audit(transaction, "token.removed", found.get(), actor, Map.of());
    return true;
  }

  private static void delete(Connection connection, TokenSerial serial) throws SQLException {
    Sql.of("DELETE FROM tokens WHERE serial = ?", serial.text()).update(connection);
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
