package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.Argon2Cost;
import dev.postern.crypto.KeyRing;
import dev.postern.crypto.Sealer;
import dev.postern.octets.SecretOctets;
import dev.postern.operator.FirstKey;
import dev.postern.operator.KeySecret;
import dev.postern.operator.LoginOutcome;
import dev.postern.operator.Operator;
import dev.postern.operator.OperatorLogin;
import dev.postern.operator.OperatorToken;
import dev.postern.operator.Role;
import dev.postern.otp.Otp;
import dev.postern.otp.OtpParameters;
import dev.postern.otp.TimeStep;
import dev.postern.password.HashPool;
import dev.postern.password.PasswordSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class OperatorLoginDatabaseTest {
  private static final Actor NODE = new Actor.Node("vpn-a");
  private static final Instant START = Instant.parse("2027-01-01T12:00:00Z");
  private static final SecretOctets PASSWORD = SecretOctets.utf8("correct horse");
  private static final SecretOctets KEY = SecretOctets.utf8("12345678901234567890");

  private final MigratedDatabase migrated = new MigratedDatabase();
  private final SecureRandom random = new SecureRandom();
  private volatile Instant now = START;
  private final Sealer sealer =
      new Sealer(
          KeyRing.parse("k1 " + Base64.getEncoder().encodeToString(new byte[32]), "test"), random);
  private final HashPool pool =
      new HashPool(
          new PasswordSettings(Argon2Cost.OWASP, 2, 256, Duration.ofSeconds(30), false),
          random,
          System::nanoTime);
  private final PgApiKeys keys = new PgApiKeys(migrated.database(), () -> now);
  private final PgOperators operators = new PgOperators(migrated.database(), sealer, () -> now);
  private final OperatorLogin login =
      new OperatorLogin(
          new PgAttempts(migrated.database(), sealer, keys, () -> now), pool, random, () -> now);

  @TempDir Path folder;

  @BeforeEach
  void addAnna() {
    var anna = new Operator("anna", Role.ADMIN, Set.of(), true, false, START, null);
    assertThat(operators.add(anna, pool.hash(PASSWORD).orElseThrow(), NODE)).isTrue();
    var token = new OperatorToken(KEY, OtpParameters.USUAL, TimeStep.USUAL);
    assertThat(operators.setToken("anna", token, NODE)).isTrue();
  }

  @AfterEach
  void close() {
    pool.close();
    migrated.close();
  }

  @Test
  void passwordAndCodeGiveAKeyForEightHours() {
    var key = key(logIn(code()));
    assertThat(keys.withSecret(key).orElseThrow().actor()).isEqualTo(new Actor.Operator("anna"));
    assertThat(keys.withSecret(key).orElseThrow().role()).isEqualTo(Role.ADMIN);
    assertThat(operators.find("anna").orElseThrow().lastLogin()).hasValue(START);
    now = START.plus(OperatorLogin.KEY_LIFE);
    assertThat(keys.withSecret(key)).isEmpty();
  }

  @Test
  void aCodeIsTakenOnceHoweverManyUseItAtOnce() throws Exception {
    Callable<LoginOutcome> attempt = () -> logIn(code());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes = threads.invokeAll(List.of(attempt, attempt, attempt, attempt, attempt));
      long good = 0;
      for (var outcome : outcomes) {
        good += outcome.get() instanceof LoginOutcome.LoggedIn ? 1 : 0;
      }
      assertThat(good).isEqualTo(1);
    }
  }

  @Test
  void afterFiveFailuresEvenTheRightCodeWaits() {
    for (int i = 0; i < 6; i++) {
      assertThat(logIn("000000")).isEqualTo(new LoginOutcome.Refused());
    }
    assertThat(logIn(code())).isEqualTo(new LoginOutcome.Refused());
    now = START.plusSeconds(30);
    assertThat(logIn(code())).isInstanceOf(LoginOutcome.LoggedIn.class);
  }

  @Test
  void theAuditTellsWhatWasWrongAndTheOperatorIsNotTold() {
    assertThat(login.logIn("anna", SecretOctets.utf8("wrong"), code(), "192.0.2.1"))
        .isEqualTo(new LoginOutcome.Refused());
    assertThat(logIn("000000")).isEqualTo(new LoginOutcome.Refused());
    assertThat(login.logIn("nobody", PASSWORD, code(), "192.0.2.1"))
        .isEqualTo(new LoginOutcome.Refused());
    assertThat(migrated.audited())
        .filteredOn(entry -> entry.event().equals("operator.login-refused"))
        .extracting(AuditEntry::reason)
        .containsExactly("WRONG_PASSWORD", "WRONG_CODE");
  }

  @Test
  void whoHasNoTokenDoesNotLogIn() {
    operators.removeToken("anna", NODE);
    assertThat(logIn(code())).isEqualTo(new LoginOutcome.TokenNeeded());
  }

  @Test
  void aDisabledOperatorsKeyOpensNothingAtOnce() {
    var key = key(logIn(code()));
    operators.change("anna", o -> o.with(Role.ADMIN, Set.of(), false), NODE);
    assertThat(keys.withSecret(key)).isEmpty();
    assertThat(logIn(code())).isEqualTo(new LoginOutcome.Refused());
  }

  @Test
  void aNewPasswordEndsTheLogins() {
    var key = key(logIn(code()));
    operators.setPassword("anna", pool.hash(SecretOctets.utf8("another one")).orElseThrow(), NODE);
    assertThat(keys.withSecret(key)).isEmpty();
  }

  @Test
  void theFirstAdminWhoLogsInTakesThePlaceOfTheFirstKey() throws Exception {
    migrated.test().execute("DELETE FROM operators");
    new FirstKey(keys, random, () -> now).make(folder, NODE);
    var first = KeySecret.of(Files.readString(folder.resolve(FirstKey.FILE)).strip());
    addAnna();
    assertThat(keys.withSecret(first)).isPresent();
    assertThat(logIn(code())).isInstanceOf(LoginOutcome.LoggedIn.class);
    assertThat(keys.withSecret(first)).isEmpty();
  }

  private LoginOutcome logIn(String code) {
    return login.logIn("anna", PASSWORD, code, "192.0.2.1");
  }

  private String code() {
    return Otp.code(KEY, OtpParameters.USUAL, TimeStep.USUAL.at(now)).reveal();
  }

  private static KeySecret key(LoginOutcome outcome) {
    return ((LoginOutcome.LoggedIn) outcome).key();
  }
}
