package dev.postern.user;

/// What becomes of the tokens of a user who is removed.
public enum TokensLeft {
  /// They lie in stock again, pending, for somebody else.
  TO_STOCK,
  REMOVED
}
