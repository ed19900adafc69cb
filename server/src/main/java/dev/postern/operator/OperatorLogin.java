package dev.postern.operator;

import dev.postern.crypto.PasswordHash;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OneTimeCode;
import dev.postern.password.HashPool;
import dev.postern.password.PasswordCheck;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Logs an operator in with password and code (S24). The key that it gives is good for 8 hours.
public final class OperatorLogin {
  public static final Duration KEY_LIFE = Duration.ofHours(8);

  private static final int ID_OCTETS = 6;

  private final Attempts attempts;
  private final HashPool passwords;
  private final SecureRandom random;
  private final InstantSource clock;

  public OperatorLogin(
      Attempts attempts, HashPool passwords, SecureRandom random, InstantSource clock) {
    this.attempts = attempts;
    this.passwords = passwords;
    this.random = random;
    this.clock = clock;
  }

  /// `code` is as it was typed, empty if none was; `source` is where it came from.
  public LoginOutcome logIn(String name, SecretOctets password, String code, String source) {
    Optional<Attempts.Reserved> reserved =
        Operator.sound(name) ? attempts.reserve(name) : Optional.empty();
    if (reserved.isEmpty()) {
      return likeAWrongPassword(password);
    }
    return switch (passwords.verify(password, reserved.get().password())) {
      case PasswordCheck.Overloaded() -> new LoginOutcome.Overloaded();
      case PasswordCheck.WrongPassword() -> refused(name, "WRONG_PASSWORD", source);
      case PasswordCheck.Verified() -> verified(name, reserved.get(), code, source);
    };
  }

  /// Takes as long as a wrong password does, so that names can't be told apart by the clock.
  private LoginOutcome likeAWrongPassword(SecretOctets password) {
    Optional<PasswordHash> hash = passwords.hash(password);
    return hash.isEmpty() ? new LoginOutcome.Overloaded() : new LoginOutcome.Refused();
  }

  private LoginOutcome refused(String name, String reason, String source) {
    attempts.failed(name, reason, source);
    return new LoginOutcome.Refused();
  }

  private LoginOutcome verified(
      String name, Attempts.Reserved reserved, String code, String source) {
    if (reserved.ownToken().isEmpty()) {
      attempts.failed(name, "NO_TOKEN", source);
      return new LoginOutcome.TokenNeeded();
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var token = reserved.ownToken().get();
    var typed = OneTimeCode.parse(code);
    var step = typed.isEmpty() ? OptionalLong.empty() : token.stepOf(typed.get(), now);
    if (step.isEmpty()) {
      return refused(name, "WRONG_CODE", source);
    }
    var expiresAt = now.plus(KEY_LIFE);
    var key = new ApiKey(freshId(), name, Role.AUDITOR, Set.of(), name, now, expiresAt, null);
    var secret = KeySecret.random(random);
    return attempts.complete(name, step.getAsLong(), key, secret)
        ? new LoginOutcome.LoggedIn(secret, expiresAt)
        : refused(name, "CODE_USED_BEFORE", source);
  }

  private String freshId() {
    var octets = new byte[ID_OCTETS];
    random.nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }
}
