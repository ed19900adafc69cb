package dev.postern.testing;

import dev.postern.actor.Actor;
import dev.postern.testing.InMemoryPeople.Row;
import dev.postern.user.Group;
import dev.postern.user.GroupSize;
import dev.postern.user.Groups;
import dev.postern.user.RealmName;
import dev.postern.user.UserChange;
import dev.postern.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Groups in memory.
public final class InMemoryGroups implements Groups {
  private final InMemoryPeople people;

  InMemoryGroups(InMemoryPeople people) {
    this.people = people;
  }

  @Override
  public boolean add(Group group, Actor actor) {
    synchronized (people) {
      if (!people.realms.contains(group.realm())
          || people.groupsByName.putIfAbsent(group.name(), group) != null) {
        return false;
      }
      people.audit("group.added", actor, named(group.realm(), group.name()));
      return true;
    }
  }

  private static Map<String, String> named(RealmName realm, String group) {
    return Map.of("realm", realm.text(), "group", group);
  }

  @Override
  public List<GroupSize> of(RealmName realm) {
    synchronized (people) {
      return people.groupsByName.values().stream()
          .filter(group -> group.realm().equals(realm))
          .map(group -> new GroupSize(group, members(group)))
          .toList();
    }
  }

  private int members(Group group) {
    return (int)
        people.rows.values().stream()
            .filter(row -> row.user().groups().contains(group.name()))
            .count();
  }

  @Override
  public boolean remove(RealmName realm, String name, Actor actor) {
    synchronized (people) {
      if (people.groupsByName.remove(name) == null) {
        return false;
      }
      List.copyOf(people.rows.values()).forEach(row -> without(row, name));
      people.audit("group.removed", actor, named(realm, name));
      return true;
    }
  }

  private void without(Row row, String group) {
    setGroups(row, row.user().groups().stream().filter(name -> !name.equals(group)).toList());
  }

  private void setGroups(Row row, List<String> groups) {
    people.put(new UserChange(null, null, null, groups, null, null).applyTo(row.user()));
  }

  @Override
  public MemberOutcome join(UserId user, RealmName realm, String group, Actor actor) {
    synchronized (people) {
      if (!people.groupsByName.containsKey(group)) {
        return MemberOutcome.NO_SUCH_GROUP;
      }
      Row row = people.rows.get(user);
      if (row == null) {
        return MemberOutcome.NO_SUCH_USER;
      }
      if (row.user().groups().contains(group)) {
        return MemberOutcome.ALREADY_SO;
      }
      var groups = new ArrayList<>(row.user().groups());
      groups.add(group);
      setGroups(row, groups);
      people.audit("group.joined", row.user(), actor, Map.of("group", group));
      return MemberOutcome.DONE;
    }
  }

  @Override
  public MemberOutcome leave(UserId user, RealmName realm, String group, Actor actor) {
    synchronized (people) {
      Row row = people.rows.get(user);
      if (row == null) {
        return MemberOutcome.NO_SUCH_USER;
      }
      if (!row.user().groups().contains(group)) {
        return people.groupsByName.containsKey(group)
            ? MemberOutcome.ALREADY_SO
            : MemberOutcome.NO_SUCH_GROUP;
      }
      without(row, group);
      people.audit("group.left", row.user(), actor, Map.of("group", group));
      return MemberOutcome.DONE;
    }
  }
}
