package dev.postern.token;

import dev.postern.user.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an event makes of a token.
public sealed interface TokenTransition {
  /// Write this state and owner (null: in stock), and audit it under this name.
  record Moved(TokenState state, @Nullable UserId owner, String audited)
      implements TokenTransition {
    public Optional<UserId> holder() {
      return Optional.ofNullable(owner);
    }
  }

  /// It is so already: nothing is written or audited.
  record Unchanged() implements TokenTransition {}

  /// It can't be; `why` is for whoever asked.
  record Refused(String why) implements TokenTransition {}
}
