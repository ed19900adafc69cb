package dev.postern.token;

/// What an event makes of a token.
public sealed interface TokenTransition {
  /// Write the token as it is now, and audit it under this name.
  record Moved(Token token, String audited) implements TokenTransition {}

  /// It is so already: nothing is written or audited.
  record Unchanged() implements TokenTransition {}

  /// It can't be; `why` is for whoever asked.
  record Refused(String why) implements TokenTransition {}
}
