package dev.postern.user;

import dev.postern.actor.Actor;
import java.util.List;

/// The groups of each realm and who is in them, audited as [Users] are.
public interface Groups {
  /// How a change of a group's members ended.
  enum MemberOutcome {
    DONE,
    ALREADY_SO,
    NO_SUCH_GROUP,
    NO_SUCH_USER
  }

  /// False if the realm has a group of that name, or there is no such realm.
  boolean add(Group group, Actor actor);

  /// All groups of a realm, by name.
  List<GroupSize> of(RealmName realm);

  /// Removes a group and takes everybody out of it; false if there is none.
  boolean remove(RealmName realm, String name, Actor actor);

  MemberOutcome join(UserId user, RealmName realm, String group, Actor actor);

  MemberOutcome leave(UserId user, RealmName realm, String group, Actor actor);
}
