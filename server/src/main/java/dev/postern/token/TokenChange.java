package dev.postern.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an operator changes about a token that is not its state; a label of null stays.
public record TokenChange(@Nullable String label, Expiry expiry) {
  /// When it ends.
  public sealed interface Expiry {
    record AsItIs() implements Expiry {}

    record Never() implements Expiry {}

    record At(Instant when) implements Expiry {}
  }

  /// The token thus changed. One that had expired is active again if its new end is still to come.
  public Token applyTo(Token token, Instant now) {
    var end =
        switch (expiry) {
          case Expiry.AsItIs() -> token.expiresAt();
          case Expiry.Never() -> null;
          case Expiry.At(Instant when) -> when;
        };
    boolean revived = token.state() == TokenState.EXPIRED && (end == null || end.isAfter(now));
    Token changed = token.labelled(label == null ? token.label() : label).until(end);
    return revived ? changed.in(revivedState(token)) : changed;
  }

  private static TokenState revivedState(Token token) {
    return token.owner() == null ? TokenState.PENDING : TokenState.ACTIVE;
  }
}
