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
import java.util.ArrayList;
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
    try (var statement =
        transaction
            .connection()
            .prepareStatement(
                """
                INSERT INTO groups (realm, name, description)
                SELECT realms.name, ?, ? FROM realms WHERE realms.name = ?
                ON CONFLICT (realm, name) DO NOTHING
                """)) {
      statement.setString(1, group.name());
      statement.setString(2, group.description());
      statement.setString(3, group.realm().text());
      if (statement.executeUpdate() == 0) {
        return false;
      }
    }
    audit(transaction, "group.added", group.realm(), group.name(), actor);
    return true;
  }

  @Override
  public List<GroupSize> of(RealmName realm) {
    return database.with("list groups", connection -> of(connection, realm));
  }

  private static List<GroupSize> of(Connection connection, RealmName realm) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            SELECT groups.name, description, count(user_id)
            FROM groups LEFT JOIN users
              ON users.realm = groups.realm AND groups.name = ANY (users.group_names)
            WHERE groups.realm = ? GROUP BY groups.name, description ORDER BY groups.name
            """)) {
      statement.setString(1, realm.text());
      try (var rows = statement.executeQuery()) {
        var groups = new ArrayList<GroupSize>();
        while (rows.next()) {
          var group = new Group(realm, rows.getString(1), rows.getString(2));
          groups.add(new GroupSize(group, rows.getInt(3)));
        }
        return groups;
      }
    }
  }

  @Override
  public boolean remove(RealmName realm, String name, Actor actor) {
    return database.inTransaction(
        "remove group " + name, transaction -> remove(transaction, realm, name, actor));
  }

  private boolean remove(Transaction transaction, RealmName realm, String name, Actor actor)
      throws SQLException {
    var connection = transaction.connection();
    try (var statement =
        connection.prepareStatement("DELETE FROM groups WHERE realm = ? AND name = ?")) {
      statement.setString(1, realm.text());
      statement.setString(2, name);
      if (statement.executeUpdate() == 0) {
        return false;
      }
    }
    takeEverybodyOut(connection, realm, name);
    audit(transaction, "group.removed", realm, name, actor);
    return true;
  }

  /// Locks the members in key order first, so that two such statements never wait for each other.
  private static void takeEverybodyOut(Connection connection, RealmName realm, String name)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            WITH members AS MATERIALIZED (
              SELECT user_id FROM users WHERE realm = ? AND ? = ANY (group_names)
              ORDER BY user_id FOR UPDATE)
            UPDATE users SET group_names = array_remove(group_names, ?)
            FROM members WHERE users.user_id = members.user_id
            """)) {
      statement.setString(1, realm.text());
      statement.setString(2, name);
      statement.setString(3, name);
      statement.executeUpdate();
    }
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
    setGroups(
        connection,
        "UPDATE users SET group_names = array_append(group_names, ?) WHERE user_id = ?",
        id,
        group);
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
    setGroups(
        connection,
        "UPDATE users SET group_names = array_remove(group_names, ?) WHERE user_id = ?",
        id,
        group);
    audit(transaction, "group.left", user.get(), group, actor);
    return MemberOutcome.DONE;
  }

  private record Named(RealmName realm, String name) {}

  private static void setGroups(Connection connection, String sql, UserId id, Named group)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, group.name());
      statement.setObject(2, id.value());
      statement.executeUpdate();
    }
  }

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
