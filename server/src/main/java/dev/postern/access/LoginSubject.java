package dev.postern.access;

import dev.postern.crypto.PasswordHash;
import dev.postern.token.KeyedToken;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.user.Recoverable;
import dev.postern.user.RecoverableSecret;
import dev.postern.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of whoever a login claims to be. `passwordHash` is absent without a local
/// password, `recoverable` where nothing else is kept of it.
public record LoginSubject(
    User user,
    @Nullable PasswordHash passwordHash,
    @Nullable RecoverableSecret recoverable,
    List<KeyedToken> tokens) {
  public LoginSubject {
    tokens = List.copyOf(tokens);
  }

  /// Whether something is to be kept of the password that is not there.
  boolean wantsRecoverable() {
    var wanted = user.recoverable();
    return wanted != Recoverable.NOTHING && (recoverable == null || recoverable.kind() != wanted);
  }

  /// How long a code of this token lasts; zero if it is not among them.
  Duration periodOf(TokenSerial serial) {
    return tokens.stream()
        .map(KeyedToken::token)
        .filter(token -> token.serial().equals(serial))
        .findFirst()
        .map(token -> Duration.ofSeconds(token.periodSeconds()))
        .orElse(Duration.ZERO);
  }

  /// The tokens whose codes count now.
  List<KeyedToken> activeTokens(Instant now) {
    return tokens.stream()
        .filter(keyed -> keyed.token().state() == TokenState.ACTIVE)
        .filter(keyed -> keyed.token().expiry().map(now::isBefore).orElse(true))
        .toList();
  }
}
