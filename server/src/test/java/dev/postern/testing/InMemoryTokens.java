package dev.postern.testing;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.Sealed;
import dev.postern.testing.InMemoryPeople.Row;
import dev.postern.testing.InMemoryPeople.TokenRow;
import dev.postern.token.HeldToken;
import dev.postern.token.Token;
import dev.postern.token.TokenChange;
import dev.postern.token.TokenEvent;
import dev.postern.token.TokenFilter;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenTransition;
import dev.postern.token.TokenTransition.Moved;
import dev.postern.token.TokenTransitions;
import dev.postern.token.Tokens;
import dev.postern.user.User;
import dev.postern.user.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tokens in memory.
public final class InMemoryTokens implements Tokens {
  private final InMemoryPeople people;

  InMemoryTokens(InMemoryPeople people) {
    this.people = people;
  }

  @Override
  public Optional<Sealed> sealedKey(TokenSerial serial) {
    synchronized (people) {
      return Optional.ofNullable(people.tokensBySerial.get(serial)).map(TokenRow::key);
    }
  }

  @Override
  public AddOutcome add(Token token, Sealed key, Actor actor) {
    synchronized (people) {
      if (token.owner() != null && !people.rows.containsKey(token.owner())) {
        return new AddOutcome.NoSuchUser();
      }
      if (people.tokensBySerial.containsKey(token.serial())) {
        return new AddOutcome.SerialTaken();
      }
      var held = people.approvals().hold(token.owner(), actor);
      if (held != null) {
        return new AddOutcome.Held(held);
      }
      var row = new TokenRow(token, key);
      people.tokensBySerial.put(token.serial(), row);
      remember(token.owner());
      audit("token.added", people.held(row), actor, Map.of());
      return new AddOutcome.Added(people.held(row));
    }
  }

  private void remember(@Nullable UserId owner) {
    Row row = owner == null ? null : people.rows.get(owner);
    if (row != null) {
      User user = row.user();
      people.put(
          new User(
              user.id(),
              user.realm(),
              user.name(),
              user.displayName(),
              user.email(),
              user.phone(),
              user.groups(),
              user.enabled(),
              true,
              user.recoverable()));
    }
  }

  @Override
  public Optional<HeldToken> find(TokenSerial serial) {
    synchronized (people) {
      return Optional.ofNullable(people.tokensBySerial.get(serial)).map(people::held);
    }
  }

  @Override
  public List<HeldToken> page(TokenFilter filter, String after, int limit) {
    synchronized (people) {
      return people.tokensBySerial.values().stream()
          .map(people::held)
          .filter(filter::covers)
          .filter(held -> held.token().serial().text().compareTo(after) > 0)
          .limit(limit)
          .toList();
    }
  }

  @Override
  public Optional<HeldToken> change(TokenSerial serial, TokenChange change, Actor actor) {
    synchronized (people) {
      TokenRow row = people.tokensBySerial.get(serial);
      if (row == null) {
        return Optional.empty();
      }
      var after = new TokenRow(change.applyTo(row.token(), people.clock.instant()), row.key());
      if (!after.equals(row)) {
        people.tokensBySerial.put(serial, after);
        audit("token.changed", people.held(after), actor, Map.of());
      }
      return Optional.of(people.held(after));
    }
  }

  @Override
  public EventOutcome apply(TokenSerial serial, TokenEvent event, Actor actor) {
    synchronized (people) {
      if (lacksUser(event)) {
        return new EventOutcome.NoSuchUser();
      }
      TokenRow row = people.tokensBySerial.get(serial);
      if (row == null) {
        return new EventOutcome.NoSuchToken();
      }
      return switch (TokenTransitions.apply(row.token(), event)) {
        case Moved moved -> move(row, moved, actor);
        case TokenTransition.Unchanged() -> new EventOutcome.Unchanged(people.held(row));
        case TokenTransition.Refused(String why) -> new EventOutcome.Refused(why);
      };
    }
  }

  private boolean lacksUser(TokenEvent event) {
    return (event instanceof TokenEvent.Assign(UserId user) && !people.rows.containsKey(user))
        || (event instanceof TokenEvent.Reassign(UserId other) && !people.rows.containsKey(other));
  }

  private EventOutcome move(TokenRow row, Moved moved, Actor actor) {
    boolean given = !Objects.equals(moved.token().owner(), row.token().owner());
    var held = given ? people.approvals().hold(moved.token().owner(), actor) : null;
    if (held != null) {
      return new EventOutcome.Held(held);
    }
    var after = new TokenRow(moved.token(), row.key());
    people.tokensBySerial.put(row.token().serial(), after);
    remember(moved.token().owner());
    audit(moved.audited(), people.held(after), actor, Map.of());
    return new EventOutcome.Moved(people.held(after));
  }

  @Override
  public boolean remove(TokenSerial serial, Actor actor) {
    synchronized (people) {
      TokenRow row = people.tokensBySerial.get(serial);
      if (row == null) {
        return false;
      }
      audit("token.removed", people.held(row), actor, Map.of());
      people.tokensBySerial.remove(serial);
      return true;
    }
  }

  private void audit(String event, HeldToken about, Actor actor, Map<String, String> detail) {
    var said = new LinkedHashMap<>(detail);
    said.put("token", about.token().serial().text());
    var entry = AuditEntry.of(people.clock.instant(), event, actor, said);
    people.audit(
        about.token().holder().map(id -> entry.about(id, about.holderText())).orElse(entry));
  }
}
