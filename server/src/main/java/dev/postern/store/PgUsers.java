package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.crypto.PasswordHash;
import dev.postern.user.RecoverableSecret;
import dev.postern.user.SourceDelay;
import dev.postern.user.StoredPassword;
import dev.postern.user.TokensLeft;
import dev.postern.user.User;
import dev.postern.user.UserChange;
import dev.postern.user.UserFilter;
import dev.postern.user.UserId;
import dev.postern.user.UserStanding;
import dev.postern.user.Users;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Users in PostgreSQL.
public final class PgUsers implements Users {
  private final Database database;
  private final InstantSource clock;

  public PgUsers(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public AddOutcome add(User user, StoredPassword password, Actor actor) {
    return database.inTransaction(
        "add user " + user.name(), transaction -> add(transaction, user, password, actor));
  }

  private AddOutcome add(Transaction transaction, User user, StoredPassword password, Actor actor)
      throws SQLException {
    var connection = transaction.connection();
    if (!realmExists(connection, user)) {
      return new AddOutcome.NoSuchRealm();
    }
    var missing = UserRows.missingGroups(connection, user.realm(), user.groups());
    if (!missing.isEmpty()) {
      return new AddOutcome.NoSuchGroups(missing);
    }
    Instant now = clock.instant();
    addGuard(connection, user.id());
    if (!insert(connection, user, password, now)) {
      return new AddOutcome.NameTaken();
    }
    RemovedUsers.noteAddedAgain(connection, new UUID[] {user.id().value()}, actor, now);
    transaction.audit(UserRows.audit(now, "user.added", user, actor, details(user, password)));
    return new AddOutcome.Added(user);
  }

  private static Map<String, String> details(User user, StoredPassword password) {
    return Map.of(
        "groups", String.join(",", user.groups()),
        "enabled", String.valueOf(user.enabled()),
        "password", password.hash() == null ? "none" : "set",
        "recoverable", user.recoverable().text());
  }

  private static boolean realmExists(Connection connection, User user) throws SQLException {
    return Sql.of("SELECT 1 FROM realms WHERE name = ?", user.realm().text())
        .first(connection, row -> row.getInt(1))
        .isPresent();
  }

  /// The place where failures are counted may be there already, from when the name was nobody's.
  private static void addGuard(Connection connection, UserId id) throws SQLException {
    Sql.of(
            """
            INSERT INTO login_guards (user_id, known, failures, unknown_failures, failed_schemes)
            VALUES (?, true, 0, 0, 0)
            ON CONFLICT (user_id) DO UPDATE SET known = true
            """,
            id.value())
        .update(connection);
  }

  private static boolean insert(
      Connection connection, User user, StoredPassword password, Instant now) throws SQLException {
    var secret = password.secretOf(user.recoverable());
    return Sql.of(
            """
            INSERT INTO users (user_id, realm, name, display_name, email, phone, group_names,
              enabled, password_hash, ever_had_token, recoverable, sealed_recoverable,
              sealed_under, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (user_id) DO NOTHING
            """,
            user.id().value(),
            user.realm().text(),
            user.name().text(),
            user.displayName(),
            user.email(),
            user.phone(),
            UserRows.textArray(connection, user.groups()),
            user.enabled(),
            password.hash(),
            user.everHadToken(),
            user.recoverable().text(),
            UserRows.sealed(secret),
            UserRows.keyName(secret),
            Columns.timestamp(now))
        .changed(connection);
  }

  @Override
  public Optional<UserStanding> find(UserId id) {
    return database.with("find a user", connection -> UserRows.standing(connection, id));
  }

  @Override
  public List<SourceDelay> delays(UserId id) {
    var now = clock.instant();
    return database.with("list delays", connection -> UserRows.delays(connection, id, now));
  }

  @Override
  public List<UserStanding> page(UserFilter filter, String after, int limit) {
    return database.with(
        "list users", connection -> UserRows.page(connection, filter, after, limit));
  }

  @Override
  public ChangeOutcome change(UserId id, UserChange change, Actor actor) {
    return database.inTransaction(
        "change a user", transaction -> change(transaction, id, change, actor));
  }

  private ChangeOutcome change(Transaction transaction, UserId id, UserChange change, Actor actor)
      throws SQLException {
    var connection = transaction.connection();
    var before = UserRows.locked(connection, id);
    if (before.isEmpty()) {
      return new ChangeOutcome.NoSuchUser();
    }
    User after = change.applyTo(before.get());
    var missing = UserRows.missingGroups(connection, after.realm(), after.groups());
    if (!missing.isEmpty()) {
      return new ChangeOutcome.NoSuchGroups(missing);
    }
    var differences = UserChange.differences(before.get(), after);
    if (!differences.isEmpty()) {
      update(connection, after, actor);
      transaction.audit(UserRows.audit(clock.instant(), "user.changed", after, actor, differences));
    }
    return new ChangeOutcome.Changed(after);
  }

  private void update(Connection connection, User user, Actor actor) throws SQLException {
    Sql.of(
            """
            UPDATE users SET display_name = ?, email = ?, phone = ?, group_names = ?, enabled = ?,
              sealed_recoverable = CASE WHEN recoverable = ? THEN sealed_recoverable END,
              sealed_under = CASE WHEN recoverable = ? THEN sealed_under END,
              recoverable = ?,
              address_changed_at = CASE WHEN email = ? AND phone = ? THEN address_changed_at
                ELSE ?::timestamptz END,
              address_changed_by = CASE WHEN email = ? AND phone = ? THEN address_changed_by
                ELSE ? END
            WHERE user_id = ?
            """,
            user.displayName(),
            user.email(),
            user.phone(),
            UserRows.textArray(connection, user.groups()),
            user.enabled(),
            user.recoverable().text(),
            user.recoverable().text(),
            user.recoverable().text(),
            user.email(),
            user.phone(),
            Columns.timestamp(clock.instant()),
            user.email(),
            user.phone(),
            actor.text(),
            user.id().value())
        .update(connection);
  }

  @Override
  public boolean setPassword(UserId id, StoredPassword password, Actor actor) {
    return database.inTransaction(
        "set a password", transaction -> setPassword(transaction, id, password, actor));
  }

  private boolean setPassword(
      Transaction transaction, UserId id, StoredPassword password, Actor actor)
      throws SQLException {
    var connection = transaction.connection();
    var user = UserRows.locked(connection, id);
    if (user.isEmpty()) {
      return false;
    }
    var secret = password.secretOf(user.get().recoverable());
    Sql.of(
            """
            UPDATE users SET password_hash = ?, sealed_recoverable = ?, sealed_under = ?
            WHERE user_id = ?
            """,
            password.hash(),
            UserRows.sealed(secret),
            UserRows.keyName(secret),
            id.value())
        .update(connection);
    String event = password.hash() == null ? "user.password_removed" : "user.password_set";
    transaction.audit(UserRows.audit(clock.instant(), event, user.get(), actor, Map.of()));
    return true;
  }

  @Override
  public boolean upgradePassword(
      UserId id, PasswordHash verified, PasswordHash fresh, Actor actor) {
    return database.inTransaction(
        "upgrade a password hash",
        transaction -> upgradePassword(transaction, id, verified, fresh, actor));
  }

  private boolean upgradePassword(
      Transaction transaction, UserId id, PasswordHash verified, PasswordHash fresh, Actor actor)
      throws SQLException {
    var user = UserRows.rehashed(transaction.connection(), id, verified, fresh);
    user.ifPresent(upgraded ->
        transaction.audit(
            UserRows.audit(clock.instant(), "user.password_upgraded", upgraded, actor, Map.of())));
    return user.isPresent();
  }

  @Override
  public boolean keep(
      UserId id, PasswordHash verified, RecoverableSecret.AtRest secret, Actor actor) {
    return database.inTransaction(
        "keep what is recoverable of a password",
        transaction -> keep(transaction, id, verified, secret, actor));
  }

  private boolean keep(
      Transaction transaction,
      UserId id,
      PasswordHash verified,
      RecoverableSecret.AtRest secret,
      Actor actor)
      throws SQLException {
    var user = UserRows.kept(transaction.connection(), id, verified, secret);
    var detail = Map.of("recoverable", secret.kind().text());
    user.ifPresent(keeper ->
        transaction.audit(
            UserRows.audit(clock.instant(), "user.password_kept", keeper, actor, detail)));
    return user.isPresent();
  }

  @Override
  public boolean unlock(UserId id, Actor actor) {
    return database.inTransaction("unlock a user", transaction -> unlock(transaction, id, actor));
  }

  private boolean unlock(Transaction transaction, UserId id, Actor actor) throws SQLException {
    var connection = transaction.connection();
    int failures = lockGuard(connection, id);
    var user = UserRows.find(connection, id);
    if (user.isEmpty()) {
      return false;
    }
    forget(
        connection,
        id,
        """
        UPDATE login_guards SET failures = 0, unknown_failures = 0, locked_until = NULL
        WHERE user_id = ?
        """);
    forget(
        connection,
        id,
        "UPDATE login_sources SET failures = 0, delayed_until = NULL WHERE user_id = ?");
    transaction.audit(
        UserRows.audit(
            clock.instant(),
            "user.unlocked",
            user.get(),
            actor,
            Map.of("failures", String.valueOf(failures))));
    return true;
  }

  /// Waits for logins of this user that are being decided, and keeps others waiting.
  private static int lockGuard(Connection connection, UserId id) throws SQLException {
    return Sql.of("SELECT failures FROM login_guards WHERE user_id = ? FOR UPDATE", id.value())
        .first(connection, row -> row.getInt(1))
        .orElse(0);
  }

  private static void forget(Connection connection, UserId id, String sql) throws SQLException {
    Sql.of(sql, id.value()).update(connection);
  }

  @Override
  public boolean remove(UserId id, TokensLeft tokens, Actor actor) {
    return database.inTransaction(
        "remove a user", transaction -> remove(transaction, id, tokens, actor));
  }

  private boolean remove(Transaction transaction, UserId id, TokensLeft tokens, Actor actor)
      throws SQLException {
    var connection = transaction.connection();
    lockGuard(connection, id);
    var user = UserRows.locked(connection, id);
    if (user.isEmpty()) {
      return false;
    }
    var serials =
        switch (tokens) {
          case TO_STOCK -> TokenRows.toStock(connection, id);
          case REMOVED -> TokenRows.removeAll(connection, id);
        };
    RemovedUsers.note(connection, id, clock.instant());
    forget(connection, id, "DELETE FROM users WHERE user_id = ?");
    forget(connection, id, "DELETE FROM login_sources WHERE user_id = ?");
    forget(connection, id, "DELETE FROM approvals WHERE user_id = ?");
    forget(connection, id, "DELETE FROM answered_challenges WHERE user_id = ?");
    forget(connection, id, "DELETE FROM login_guards WHERE user_id = ?");
    var detail = Map.of(tokens == TokensLeft.TO_STOCK ? "toStock" : "removed", serials);
    transaction.audit(UserRows.audit(clock.instant(), "user.removed", user.get(), actor, detail));
    return true;
  }
}
