package dev.postern.testing;

import dev.postern.actor.Actor;
import dev.postern.approval.AddressChange;
import dev.postern.approval.ApprovalRule;
import dev.postern.crypto.PasswordHash;
import dev.postern.testing.InMemoryPeople.Row;
import dev.postern.testing.InMemoryPeople.TokenRow;
import dev.postern.token.Token;
import dev.postern.token.TokenTransitions;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Users in memory.
public final class InMemoryUsers implements Users {
  private final InMemoryPeople people;

  InMemoryUsers(InMemoryPeople people) {
    this.people = people;
  }

  /// The password as it is kept, for tests that log in.
  public Optional<StoredPassword> password(UserId id) {
    synchronized (people) {
      return Optional.ofNullable(people.rows.get(id)).map(Row::password);
    }
  }

  @Override
  public AddOutcome add(User user, StoredPassword password, Actor actor) {
    synchronized (people) {
      if (!people.realms.contains(user.realm())) {
        return new AddOutcome.NoSuchRealm();
      }
      var missing = people.missingGroups(user.groups());
      if (!missing.isEmpty()) {
        return new AddOutcome.NoSuchGroups(missing);
      }
      var kept = password.with(password.secretOf(user.recoverable()));
      var row = new Row(user, kept, people.clock.instant());
      if (people.rows.putIfAbsent(user.id(), row) != null) {
        return new AddOutcome.NameTaken();
      }
      var detail =
          Map.of(
              "groups", String.join(",", user.groups()),
              "enabled", String.valueOf(user.enabled()),
              "password", password.hash() == null ? "none" : "set",
              "recoverable", user.recoverable().text());
      people.audit("user.added", user, actor, detail);
      if (removedLately(user.id())) {
        people.addressChanges.put(user.id(), new AddressChange(people.clock.instant(), actor));
      }
      return new AddOutcome.Added(user);
    }
  }

  private boolean removedLately(UserId id) {
    var at = people.removals.get(id);
    return at != null && people.clock.instant().isBefore(at.plus(ApprovalRule.SUSPECT));
  }

  @Override
  public Optional<UserStanding> find(UserId id) {
    synchronized (people) {
      return Optional.ofNullable(people.rows.get(id)).map(this::standing);
    }
  }

  @Override
  public List<SourceDelay> delays(UserId id) {
    synchronized (people) {
      return people.delays.getOrDefault(id, List.of());
    }
  }

  private UserStanding standing(Row row) {
    UserId id = row.user().id();
    long tokens =
        people.tokensBySerial.values().stream()
            .filter(token -> id.equals(token.token().owner()))
            .count();
    return new UserStanding(
        row.user(),
        row.password().hash() != null,
        row.password().secret() != null,
        (int) tokens,
        people.failures.getOrDefault(id, 0),
        null,
        row.createdAt());
  }

  @Override
  public List<UserStanding> page(UserFilter filter, String after, int limit) {
    synchronized (people) {
      return people.rows.values().stream()
          .filter(row -> filter.covers(row.user()))
          .sorted(Comparator.comparing(row -> row.user().name().text()))
          .filter(row -> row.user().name().text().compareTo(after) > 0)
          .limit(limit)
          .map(this::standing)
          .toList();
    }
  }

  @Override
  public ChangeOutcome change(UserId id, UserChange change, Actor actor) {
    synchronized (people) {
      Row row = people.rows.get(id);
      if (row == null) {
        return new ChangeOutcome.NoSuchUser();
      }
      User after = change.applyTo(row.user());
      var missing = people.missingGroups(after.groups());
      if (!missing.isEmpty()) {
        return new ChangeOutcome.NoSuchGroups(missing);
      }
      var differences = UserChange.differences(row.user(), after);
      if (!differences.isEmpty()) {
        people.put(after);
        people.forget(after);
        if (differences.containsKey("email") || differences.containsKey("phone")) {
          people.addressChanges.put(id, new AddressChange(people.clock.instant(), actor));
        }
        people.audit("user.changed", after, actor, differences);
      }
      return new ChangeOutcome.Changed(after);
    }
  }

  @Override
  public boolean setPassword(UserId id, StoredPassword password, Actor actor) {
    synchronized (people) {
      Row row = people.rows.get(id);
      if (row == null) {
        return false;
      }
      var kept = password.with(password.secretOf(row.user().recoverable()));
      people.rows.put(id, new Row(row.user(), kept, row.createdAt()));
      String event = password.hash() == null ? "user.password_removed" : "user.password_set";
      people.audit(event, row.user(), actor, Map.of());
      return true;
    }
  }

  @Override
  public boolean upgradePassword(
      UserId id, PasswordHash verified, PasswordHash fresh, Actor actor) {
    synchronized (people) {
      Row row = people.rows.get(id);
      if (row == null || !verified.reveal().equals(row.password().hash())) {
        return false;
      }
      var password = StoredPassword.of(fresh).with(row.password().secret());
      people.rows.put(id, new Row(row.user(), password, row.createdAt()));
      people.audit("user.password_upgraded", row.user(), actor, Map.of());
      return true;
    }
  }

  @Override
  public boolean keep(
      UserId id, PasswordHash verified, RecoverableSecret.AtRest secret, Actor actor) {
    synchronized (people) {
      Row row = people.rows.get(id);
      if (row == null
          || !verified.reveal().equals(row.password().hash())
          || row.user().recoverable() != secret.kind()) {
        return false;
      }
      people.rows.put(id, new Row(row.user(), row.password().with(secret), row.createdAt()));
      var detail = Map.of("recoverable", secret.kind().text());
      people.audit("user.password_kept", row.user(), actor, detail);
      return true;
    }
  }

  @Override
  public boolean unlock(UserId id, Actor actor) {
    synchronized (people) {
      Row row = people.rows.get(id);
      if (row == null) {
        return false;
      }
      Integer failures = people.failures.remove(id);
      var detail = Map.of("failures", String.valueOf(failures == null ? 0 : failures));
      people.audit("user.unlocked", row.user(), actor, detail);
      return true;
    }
  }

  @Override
  public boolean remove(UserId id, TokensLeft tokens, Actor actor) {
    synchronized (people) {
      Row row = people.rows.remove(id);
      if (row == null) {
        return false;
      }
      people.failures.remove(id);
      people.addressChanges.remove(id);
      var now = people.clock.instant();
      if (row.user().everHadToken() || !row.createdAt().isAfter(now.minus(ApprovalRule.SUSPECT))) {
        people.removals.put(id, now);
      }
      var theirs =
          people.tokensBySerial.values().stream()
              .filter(token -> id.equals(token.token().owner()))
              .toList();
      theirs.forEach(token -> leave(token, tokens));
      String serials =
          theirs.stream()
              .map(token -> token.token().serial().text())
              .collect(Collectors.joining(","));
      var detail = Map.of(tokens == TokensLeft.TO_STOCK ? "toStock" : "removed", serials);
      people.audit("user.removed", row.user(), actor, detail);
      return true;
    }
  }

  private void leave(TokenRow row, TokensLeft left) {
    Token token = row.token();
    switch (left) {
      case TO_STOCK ->
          people.tokensBySerial.put(
              token.serial(),
              new TokenRow(
                  token.heldBy(null).in(TokenTransitions.inStock(token.state())), row.key()));
      case REMOVED -> people.tokensBySerial.remove(token.serial());
    }
  }
}
