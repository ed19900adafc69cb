package dev.postern.testing;

import dev.postern.access.AccessParts;
import dev.postern.access.LimitSettings;
import dev.postern.access.LoginMeter;
import dev.postern.access.Logins;
import dev.postern.access.PasswordUpgrades;
import dev.postern.password.Passwords;
import dev.postern.secondfactor.ChallengeStates;
import dev.postern.token.CodeCheck;
import dev.postern.token.OtpWindow;
import dev.postern.user.LoginName;
import dev.postern.user.RealmName;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.LongSupplier;

/// What logins are decided with in a test: the defaults of everything, the realm `local`, and the
/// test's own logins, passwords and clocks.
public final class TestParts {
  private TestParts() {}

  public static AccessParts of(
      Logins logins,
      Passwords passwords,
      InstantSource clock,
      LongSupplier nanos,
      SecureRandom random) {
    return new AccessParts(
        logins,
        passwords,
        PasswordUpgrades.NONE,
        new CodeCheck(OtpWindow.DEFAULT),
        new ChallengeStates(LoginWorld.RING, random),
        typed -> LoginName.parse(typed, Set.of(RealmName.LOCAL), RealmName.LOCAL),
        LimitSettings.DEFAULT,
        LoginWorld.RING,
        clock,
        nanos,
        () -> true,
        random,
        LoginMeter.NONE);
  }

  /// The same parts with these upgrades and this meter.
  public static AccessParts with(AccessParts parts, PasswordUpgrades upgrades, LoginMeter meter) {
    return new AccessParts(
        parts.logins(),
        parts.passwords(),
        upgrades,
        parts.codes(),
        parts.challenges(),
        parts.names(),
        parts.limits(),
        parts.keys(),
        parts.clock(),
        parts.nanos(),
        parts.clockAgrees(),
        parts.random(),
        meter);
  }
}
