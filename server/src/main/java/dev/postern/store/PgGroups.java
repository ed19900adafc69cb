package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.user.Group;
import dev.postern.user.GroupSize;
import dev.postern.user.Groups;
import dev.postern.user.RealmName;
import dev.postern.user.User;
import dev.postern.user.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Groups in PostgreSQL. Who is in one stands in `users.group_names`, so that a login reads one
/// row.
public final class PgGroups implements Groups {
  private final Database database;
  private final InstantSource clock;

  public PgGroups(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public boolean add(Group group, Actor actor) {
    return database.inTransaction(
        "add group " + group.name(), transaction -> add(transaction, group, actor));
  }

  private boolean add(Transaction transaction, Group group, Actor actor) throws SQLException {
    boolean added =
        Sql.of(
                """
                INSERT INTO groups (realm, name, description)
                SELECT realms.name, ?, ? FROM realms WHERE realms.name = ?
                ON CONFLICT (realm, name) DO NOTHING
                """,
                group.name(),
                group.description(),
                group.realm().text())
            .changed(transaction.connection());
    if (!added) {
      return false;
    }
    audit(transaction, "group.added", group.realm(), group.name(), actor);
    return true;
  }

  @Override
  public List<GroupSize> of(RealmName realm) {
    return database.with("list groups", connection -> of(connection, realm));
  }

  private static List<GroupSize> of(Connection connection, RealmName realm) throws SQLException {
    return Sql.of(
            """
            SELECT groups.name, description, count(user_id)
            FROM groups LEFT JOIN users
              ON users.realm = groups.realm AND groups.name = ANY (users.group_names)
            WHERE groups.realm = ? GROUP BY groups.name, description ORDER BY groups.name
            """,
            realm.text())
        .all(
            connection,
            row -> {
              var group = new Group(realm, row.getString(1), row.getString(2));
              return new GroupSize(group, row.getInt(3));
            });
  }

  @Override
  public boolean remove(RealmName realm, String name, Actor actor) {
    return database.inTransaction(
        "remove group " + name, transaction -> remove(transaction, realm, name, actor));
  }

  private boolean remove(Transaction transaction, RealmName realm, String name, Actor actor)
      throws SQLException {
    var connection = transaction.connection();
    boolean removed =
        Sql.of("DELETE FROM groups WHERE realm = ? AND name = ?", realm.text(), name)
            .changed(connection);
    if (!removed) {
      return false;
    }
    takeEverybodyOut(connection, realm, name);
    audit(transaction, "group.removed", realm, name, actor);
    return true;
  }

  /// Locks the members in key order first, so that two such statements never wait for each other.
  private static void takeEverybodyOut(Connection connection, RealmName realm, String name)
      throws SQLException {
    Sql.of(
            """
            WITH members AS MATERIALIZED (
              SELECT user_id FROM users WHERE realm = ? AND ? = ANY (group_names)
              ORDER BY user_id FOR UPDATE)
            UPDATE users SET group_names = array_remove(group_names, ?)
            FROM members WHERE users.user_id = members.user_id
            """,
            realm.text(),
            name,
            name)
        .update(connection);
  }

  @Override
  public MemberOutcome join(UserId user, RealmName realm, String group, Actor actor) {
    return database.inTransaction(
        "put a user into group " + group,
        transaction -> join(transaction, user, new Named(realm, group), actor));
  }

  private MemberOutcome join(Transaction transaction, UserId id, Named group, Actor actor)
      throws SQLException {
    var connection = transaction.connection();
    if (!UserRows.missingGroups(connection, group.realm(), List.of(group.name())).isEmpty()) {
      return MemberOutcome.NO_SUCH_GROUP;
    }
    var user = UserRows.locked(connection, id);
    if (user.isEmpty() || !user.get().realm().equals(group.realm())) {
      return MemberOutcome.NO_SUCH_USER;
    }
    if (user.get().groups().contains(group.name())) {
      return MemberOutcome.ALREADY_SO;
    }
    Sql.of(
            "UPDATE users SET group_names = array_append(group_names, ?) WHERE user_id = ?",
            group.name(),
            id.value())
        .update(connection);
    audit(transaction, "group.joined", user.get(), group, actor);
    return MemberOutcome.DONE;
  }

  @Override
  public MemberOutcome leave(UserId user, RealmName realm, String group, Actor actor) {
    return database.inTransaction(
        "take a user out of group " + group,
        transaction -> leave(transaction, user, new Named(realm, group), actor));
  }

  private MemberOutcome leave(Transaction transaction, UserId id, Named group, Actor actor)
      throws SQLException {
    var connection = transaction.connection();
    var user = UserRows.locked(connection, id);
    if (user.isEmpty() || !user.get().realm().equals(group.realm())) {
      return MemberOutcome.NO_SUCH_USER;
    }
    if (!user.get().groups().contains(group.name())) {
      boolean unknown =
          !UserRows.missingGroups(connection, group.realm(), List.of(group.name())).isEmpty();
      return unknown ? MemberOutcome.NO_SUCH_GROUP : MemberOutcome.ALREADY_SO;
    }
    Sql.of(
            "UPDATE users SET group_names = array_remove(group_names, ?) WHERE user_id = ?",
            group.name(),
            id.value())
        .update(connection);
    audit(transaction, "group.left", user.get(), group, actor);
    return MemberOutcome.DONE;
  }

  private record Named(RealmName realm, String name) {}

  private void audit(Transaction transaction, String event, User user, Named group, Actor actor) {
    transaction.audit(
        UserRows.audit(clock.instant(), event, user, actor, Map.of("group", group.name())));
  }

  private void audit(
      Transaction transaction, String event, RealmName realm, String group, Actor actor) {
    var detail = Map.of("realm", realm.text(), "group", group);
    transaction.audit(AuditEntry.of(clock.instant(), event, actor, detail));
  }
}
