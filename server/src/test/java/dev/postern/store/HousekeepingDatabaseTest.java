package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.Attempt;
import dev.postern.access.Finding;
import dev.postern.access.LimitSettings;
import dev.postern.access.RejectReason;
import dev.postern.actor.Actor;
import dev.postern.testing.LoginWorld;
import dev.postern.testing.PgLoginWorld;
import dev.postern.testing.TestAttempt;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.user.UserId;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class HousekeepingDatabaseTest {
  private static final Actor NODE = new Actor.Node("a");
  private static final Finding NOBODY = new Finding.Failed(RejectReason.UNKNOWN_USER);

  private final PgLoginWorld world = new PgLoginWorld();
  private final PgLogins logins = (PgLogins) world.logins();
  private final UserId user = world.user("jdoe", "correct-horse");

  @AfterEach
  void close() {
    world.close();
  }

  private void tidy(LimitSettings limits) {
    var database = world.people().database();
    var tokens = new PgTokens(database, world.clock());
    try (var housekeeping = new Housekeeping(database, logins, tokens, limits, NODE)) {
      housekeeping.tidy();
    }
  }

  private void execute(String sql) {
    world.people().test().execute(sql.replace(":user", "'" + user.value() + "'"));
  }

  private long count(String table) {
    try (var connection = world.people().test().connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRemovedUserIsForgottenAfterThreeDays() {
    execute(
        """
        INSERT INTO removed_users VALUES (:user, now() - interval '71 h'),
          (gen_random_uuid(), now() - interval '73 h')
        """);
    tidy(LimitSettings.DEFAULT);
    assertThat(count("removed_users")).isEqualTo(1);
  }

  @Test
  void anAnsweredChallengeGoesWhenItsTimeIsOver() {
    execute(
        """
        INSERT INTO answered_challenges
        SELECT :user, gen_random_uuid(), '', 'ACCEPTED', now(), now() + at * interval '1 second'
        FROM generate_series(-5000, 100, 100) AS at
        """);
    tidy(LimitSettings.DEFAULT);
    assertThat(count("answered_challenges WHERE expires_at < now() - interval '61 s'")).isZero();
    assertThat(count("answered_challenges")).isPositive();
  }

  @Test
  void aSourceGoesIfItWasNotSeenForLongAndHasNoGoodLogin() {
    execute(
        """
        INSERT INTO login_sources VALUES
          (:user, 'old', 1, NULL, NULL, now() - interval '61 days'),
          (:user, 'was good', 1, NULL, now() - interval '61 days', now() - interval '61 days'),
          (:user, 'new', 1, NULL, NULL, now() - interval '59 days')
        """);
    tidy(LimitSettings.DEFAULT);
    assertThat(count("login_sources")).isEqualTo(1);
  }

  @Test
  void aNameThatIsNobodysIsForgottenAfterADay() {
    logins.settle(nobody(1), Duration.ofSeconds(10));
    logins.settle(
        TestAttempt.of(user).with(new Finding.Failed(RejectReason.WRONG_CODE)),
        Duration.ofSeconds(10));
    tidy(LimitSettings.DEFAULT);
    assertThat(count("login_guards")).isEqualTo(2);
    world.pass(Duration.ofHours(25));
    tidy(LimitSettings.DEFAULT);
    assertThat(count("login_guards WHERE known")).isEqualTo(1);
    assertThat(count("login_guards")).isEqualTo(1);
  }

  private static Attempt nobody(int number) {
    return TestAttempt.of(LoginWorld.id("nobody" + number)).unknown().with(NOBODY);
  }

  @Test
  void namesThatAreNobodysAreCountedUpToTheBound() {
    execute(
        """
        INSERT INTO login_guards
        SELECT gen_random_uuid(), false, 1, 1, NULL, now(), NULL, NULL, 1, 'UNKNOWN_USER'
        FROM generate_series(1, 1000)
        """);
    tidy(limits(1001));
    logins.settle(nobody(1), Duration.ofSeconds(10));
    assertThat(count("login_guards WHERE NOT known")).isEqualTo(1001);
    tidy(limits(1001));
    logins.settle(nobody(2), Duration.ofSeconds(10));
    assertThat(count("login_guards WHERE NOT known")).isEqualTo(1001);
  }

  private static LimitSettings limits(int unknownNames) {
    var usual = LimitSettings.DEFAULT;
    return new LimitSettings(
        usual.freeFailures(),
        usual.firstDelay(),
        usual.longestDelay(),
        usual.unknownFailures(),
        usual.lock(),
        usual.suspendAfter(),
        usual.goodFor(),
        usual.rejectFloor(),
        unknownNames);
  }

  @Test
  void aTokenWhoseTimeHasRunOutBecomesExpiredAndThatIsAudited() {
    world.token(user, "T1", TokenKind.TOTP, 6, TokenState.ACTIVE);
    world.token(user, "T2", TokenKind.TOTP, 6, TokenState.ACTIVE);
    execute("UPDATE tokens SET expires_at = '2026-11-22T10:00:00Z' WHERE serial = 'T1'");
    execute("UPDATE tokens SET expires_at = 'infinity' WHERE serial = 'T2'");
    tidy(LimitSettings.DEFAULT);
    assertThat(state("T1")).isEqualTo(TokenState.EXPIRED);
    assertThat(state("T2")).isEqualTo(TokenState.ACTIVE);
    var said = world.people().audited().getLast();
    assertThat(said.event()).isEqualTo("token.expired");
    assertThat(said.actor()).isEqualTo(NODE);
  }

  private TokenState state(String serial) {
    return world.people().tokens().find(new TokenSerial(serial)).orElseThrow().token().state();
  }
}
