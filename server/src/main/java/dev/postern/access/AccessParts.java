package dev.postern.access;

import dev.postern.crypto.KeyRing;
import dev.postern.password.Passwords;
import dev.postern.secondfactor.ChallengeStates;
import dev.postern.token.CodeCheck;
import dev.postern.user.LoginName;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// What a login is decided with. `clockAgrees` tells whether this node's clock agrees with the
/// database's; `nanos` is [System#nanoTime]'s clock.
public record AccessParts(
    Logins logins,
    Passwords passwords,
    PasswordUpgrades upgrades,
    CodeCheck codes,
    ChallengeStates challenges,
    Names names,
    LimitSettings limits,
    KeyRing keys,
    InstantSource clock,
    LongSupplier nanos,
    BooleanSupplier clockAgrees,
    SecureRandom random,
    LoginMeter meter) {
  /// Reads what was typed as a name, by the realms that exist.
  @FunctionalInterface
  public interface Names {
    Optional<LoginName> parse(String typed);
  }
}
