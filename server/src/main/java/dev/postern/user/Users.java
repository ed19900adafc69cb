package dev.postern.user;

import dev.postern.actor.Actor;
import dev.postern.crypto.PasswordHash;
import java.util.List;
import java.util.Optional;

/// The people who log in, as operators keep them. What changes here is audited in the same
/// transaction, in the name of `actor`, and counts from the next login on, on every node.
public interface Users {
  /// How adding a user ended.
  sealed interface AddOutcome {
    record Added(User user) implements AddOutcome {}

    record NameTaken() implements AddOutcome {}

    record NoSuchRealm() implements AddOutcome {}

    record NoSuchGroups(List<String> names) implements AddOutcome {}
  }

  /// How changing a user ended.
  sealed interface ChangeOutcome {
    record Changed(User user) implements ChangeOutcome {}

    record NoSuchUser() implements ChangeOutcome {}

    record NoSuchGroups(List<String> names) implements ChangeOutcome {}
  }

  /// Adds a user, with what is kept of the password if it is of the kind that is to be kept, and
  /// the place where their failures are counted; failures that were counted for the name while it
  /// was nobody's stay.
  AddOutcome add(User user, StoredPassword password, Actor actor);

  Optional<UserStanding> find(UserId id);

  /// The delays that have not ended, the longest first and at most 20.
  List<SourceDelay> delays(UserId id);

  /// At most `limit` users by name, beginning behind the name `after` (empty: with the first).
  List<UserStanding> page(UserFilter filter, String after, int limit);

  /// If something else is to be kept of the password from now on, what was kept is forgotten.
  ChangeOutcome change(UserId id, UserChange change, Actor actor);

  /// Sets the password, and forgets what was kept of the last one; what is kept of this one is
  /// taken if it is of the kind that is to be kept. False if there is no such user.
  boolean setPassword(UserId id, StoredPassword password, Actor actor);

  /// Stores `fresh`, a better hash of the same password, in place of `verified`; false if the user
  /// has another hash by now, or is gone.
  boolean upgradePassword(UserId id, PasswordHash verified, PasswordHash fresh, Actor actor);

  /// Keeps `secret` beside the hash `verified`; false if the user has another hash by now, is gone,
  /// or another kind of secret is to be kept.
  boolean keep(UserId id, PasswordHash verified, RecoverableSecret.AtRest secret, Actor actor);

  /// Forgets the user's failures, delays and lock, from every source; false if there is no such
  /// user.
  boolean unlock(UserId id, Actor actor);

  /// Removes a user with failures, sources and open challenges; false if there is none.
  boolean remove(UserId id, TokensLeft tokens, Actor actor);
}
