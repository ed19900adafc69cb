package dev.postern.operator;

import dev.postern.crypto.PasswordHash;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The logins of operators as the database orders them: an attempt is counted before anything is
/// compared (S1), and a code is taken once, on whichever node.
public interface Attempts {
  /// What an attempt is examined with.
  record Reserved(PasswordHash password, @Nullable OperatorToken token) {
    public Optional<OperatorToken> ownToken() {
      return Optional.ofNullable(token);
    }
  }

  /// Counts an attempt. Empty if there is no such operator, they are disabled, or the last failures
  /// have not been waited out: 5 are free, then it is 30 s, doubling up to an hour.
  Optional<Reserved> reserve(String operator);

  /// Ends the login well, if no code of this time step or a later one was taken before: failures
  /// are forgotten and the key is good. The first admin of all realms who logs in takes the place
  /// of [FirstKey].
  boolean complete(String operator, long timeStep, ApiKey key, KeySecret secret);

  /// Audits that an attempt failed, and why.
  void failed(String operator, String reason, String source);
}
