package dev.postern.operator;

import java.time.Instant;

/// How an operator's login ended.
public sealed interface LoginOutcome {
  record LoggedIn(KeySecret key, Instant expiresAt) implements LoginOutcome {}

  /// Name, password or code is wrong, or there were too many attempts: which it was, the audit
  /// tells.
  record Refused() implements LoginOutcome {}

  /// The password is right, but there is no token to make a code with.
  record TokenNeeded() implements LoginOutcome {}

  /// Nothing was examined: too many passwords wait.
  record Overloaded() implements LoginOutcome {}
}
