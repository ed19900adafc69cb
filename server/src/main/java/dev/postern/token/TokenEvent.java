package dev.postern.token;

import dev.postern.user.UserId;

/// What may befall a token, apart from logins.
public sealed interface TokenEvent {
  /// Its owner has shown a code of this time step or counter, which is thereby spent; the next ones
  /// count.
  record Activate(long shownStep) implements TokenEvent {}

  /// Codes do not count for the time being.
  record Suspend() implements TokenEvent {}

  record Resume() implements TokenEvent {}

  /// Codes never count again.
  record Revoke() implements TokenEvent {}

  /// Its time has run out.
  record Expire() implements TokenEvent {}

  /// Out of stock to somebody.
  record Assign(UserId user) implements TokenEvent {}

  /// From whoever has it to somebody else.
  record Reassign(UserId user) implements TokenEvent {}

  /// Back into stock.
  record Unassign() implements TokenEvent {}
}
