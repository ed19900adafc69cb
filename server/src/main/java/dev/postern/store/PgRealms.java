package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.user.RealmName;
import dev.postern.user.Realms;
import dev.postern.user.Recoverable;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Realms in PostgreSQL.
public final class PgRealms implements Realms {
  private static final int BATCH = 4000;

  private final Database database;
  private final InstantSource clock;

  public PgRealms(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Optional<Recoverable> recoverable(RealmName realm) {
    var wanted = Sql.of("SELECT recoverable FROM realms WHERE name = ?", realm.text());
    return database.with(
        "find a realm", connection -> wanted.first(connection, UserRows::recoverable));
  }

  @Override
  public OptionalLong keep(RealmName realm, Recoverable recoverable, Actor actor) {
    boolean there =
        database.inTransaction(
            "change a realm", transaction -> change(transaction, realm, recoverable, actor));
    if (!there) {
      return OptionalLong.empty();
    }
    long changed = 0;
    int batch;
    do {
      batch =
          database.inTransaction(
              "change the users of a realm",
              transaction -> changeSome(transaction, realm, recoverable));
      changed += batch;
    } while (batch > 0);
    return OptionalLong.of(changed);
  }

  private boolean change(
      Transaction transaction, RealmName realm, Recoverable recoverable, Actor actor)
      throws SQLException {
    boolean there =
        Sql.of("UPDATE realms SET recoverable = ? WHERE name = ?", recoverable.text(), realm.text())
            .changed(transaction.connection());
    if (there) {
      var detail = Map.of("realm", realm.text(), "recoverable", recoverable.text());
      transaction.audit(AuditEntry.of(clock.instant(), "realm.changed", actor, detail));
    }
    return there;
  }

  private static int changeSome(Transaction transaction, RealmName realm, Recoverable recoverable)
      throws SQLException {
    return Sql.of(
            """
            UPDATE users SET recoverable = ?, sealed_recoverable = NULL, sealed_under = NULL
            WHERE user_id IN (
              SELECT user_id FROM users WHERE realm = ? AND recoverable <> ?
              ORDER BY user_id LIMIT ? FOR UPDATE)
            """,
            recoverable.text(),
            realm.text(),
            recoverable.text(),
            BATCH)
        .update(transaction.connection());
  }
}
