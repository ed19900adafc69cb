package dev.postern.token;

import dev.postern.actor.Actor;
import dev.postern.approval.Hold;
import dev.postern.crypto.Sealed;
import java.util.List;
import java.util.Optional;

/// All tokens, as operators keep them; keys go in sealed and stay so. What changes is audited in
/// the same transaction, in the name of `actor`, and counts from the next login on.
public interface Tokens {
  /// How adding a token ended.
  sealed interface AddOutcome {
    record Added(HeldToken token) implements AddOutcome {}

    record SerialTaken() implements AddOutcome {}

    record NoSuchUser() implements AddOutcome {}

    /// The owner's address was changed lately (S24).
    record Held(Hold hold) implements AddOutcome {}
  }

  /// How an event ended.
  sealed interface EventOutcome {
    record Moved(HeldToken token) implements EventOutcome {}

    record Unchanged(HeldToken token) implements EventOutcome {}

    record Refused(String why) implements EventOutcome {}

    record NoSuchToken() implements EventOutcome {}

    record NoSuchUser() implements EventOutcome {}

    /// The new owner's address was changed lately (S24).
    record Held(Hold hold) implements EventOutcome {}
  }

  /// Adds a token, to its owner or to the stock; an owner has had a token from then on (S7). For an
  /// owner whose e-mail or phone was changed lately a second operator is asked, and then needed; so
  /// it is where an event gives a token to somebody.
  AddOutcome add(Token token, Sealed key, Actor actor);

  Optional<HeldToken> find(TokenSerial serial);

  /// The key, for a check of codes on this node and nothing else.
  Optional<Sealed> sealedKey(TokenSerial serial);

  /// At most `limit` tokens by serial, beginning behind the serial `after` (empty: with the first).
  List<HeldToken> page(TokenFilter filter, String after, int limit);

  /// Empty if there is no such token.
  Optional<HeldToken> change(TokenSerial serial, TokenChange change, Actor actor);

  /// Moves a token on as [TokenTransitions] says.
  EventOutcome apply(TokenSerial serial, TokenEvent event, Actor actor);

  /// Removes a token and its key; false if there is none. That its owner has had one is remembered.
  boolean remove(TokenSerial serial, Actor actor);
}
