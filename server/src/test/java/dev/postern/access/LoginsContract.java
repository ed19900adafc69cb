package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.Finding.Failed;
import dev.postern.access.Finding.Matched;
import dev.postern.access.Verdict.Accepted;
import dev.postern.access.Verdict.Rejected;
import dev.postern.audit.AuditEntry;
import dev.postern.octets.SecretOctets;
import dev.postern.testing.LoginWorld;
import dev.postern.testing.TestAttempt;
import dev.postern.token.KeyedToken;
import dev.postern.token.Token;
import dev.postern.token.TokenEvent;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What any [Logins] must do with attempts that come one after the other; those that come at once
/// are [CrowdedLoginsContract]'s.
public interface LoginsContract {
  Duration PATIENCE = Duration.ofSeconds(30);
  TokenSerial SERIAL = new TokenSerial("T1");
  Finding WRONG = new Failed(RejectReason.WRONG_CODE);
  String HOME = "203.0.113.9";

  /// Nobody, as of [LoginWorld#START].
  LoginWorld world();

  /// jdoe with an active token, and the gateway vpn-1.
  static UserId jdoe(LoginWorld world) {
    var user = world.user("jdoe", "correct-horse", "vpn");
    world.token(user, SERIAL.text(), TokenKind.TOTP, 6, TokenState.ACTIVE);
    world.gateway("vpn-1", true);
    return user;
  }

  static Finding right(long step) {
    return new Matched(SERIAL, step, 0);
  }

  private static Rejected rejected(RejectReason reason) {
    return new Rejected(reason);
  }

  private static Verdict settle(LoginWorld world, TestAttempt attempt, Finding finding) {
    return world.logins().settle(attempt.with(finding), PATIENCE);
  }

  private static Verdict onOtherNode(LoginWorld world, TestAttempt attempt, Finding finding) {
    return world.otherNode().settle(attempt.with(finding), PATIENCE);
  }

  private static Token token(LoginWorld world) {
    return world.people().tokens().find(SERIAL).orElseThrow().token();
  }

  @Test
  default void whoLogsInIsFoundWithPasswordAndKeys() {
    try (var world = world()) {
      var user = jdoe(world);
      var subject = world.logins().find(user, PATIENCE).orElseThrow();
      assertThat(subject.user().groups()).containsExactly("vpn");
      assertThat(subject.user().everHadToken()).isTrue();
      assertThat(subject.passwordHash()).isNotNull();
      assertThat(subject.tokens())
          .extracting(KeyedToken::key)
          .containsExactly(SecretOctets.utf8("key of the token T1"));
      assertThat(world.logins().find(LoginWorld.id("nobody"), PATIENCE)).isEmpty();
    }
  }

  @Test
  default void aCodeIsAcceptedOnceOnAnyNode() {
    try (var world = world()) {
      var jdoe = TestAttempt.of(jdoe(world));
      assertThat(settle(world, jdoe, right(100))).isEqualTo(new Accepted(false));
      assertThat(settle(world, jdoe, right(100))).isEqualTo(rejected(RejectReason.REPLAYED_CODE));
      assertThat(onOtherNode(world, jdoe, right(100)))
          .isEqualTo(rejected(RejectReason.REPLAYED_CODE));
      assertThat(onOtherNode(world, jdoe, right(99)))
          .isEqualTo(rejected(RejectReason.REPLAYED_CODE));
      assertThat(onOtherNode(world, jdoe, right(101))).isEqualTo(new Accepted(false));
    }
  }

  @Test
  default void aCertificateAloneIsJudgedByHowTheUserStands() {
    try (var world = world()) {
      var jdoe = TestAttempt.of(jdoe(world));
      assertThat(settle(world, jdoe, new Finding.CertificateAlone(true)))
          .isEqualTo(new Accepted(false));
      assertThat(settle(world, jdoe, new Finding.CertificateAlone(false)))
          .isEqualTo(rejected(RejectReason.SECOND_FACTOR_MISSING));
      var bare = TestAttempt.of(world.user("bare", "correct-horse"));
      assertThat(settle(world, bare, new Finding.CertificateAlone(false)))
          .isEqualTo(new Accepted(false));
      world.enable(LoginWorld.id("bare"), false);
      assertThat(settle(world, bare, new Finding.CertificateAlone(true)))
          .isEqualTo(rejected(RejectReason.DISABLED));
    }
  }

  @Test
  default void stepAndDriftAreKept() {
    try (var world = world()) {
      settle(world, TestAttempt.of(jdoe(world)), new Matched(SERIAL, 100, -3));
      assertThat(token(world).lastStep()).isEqualTo(100);
      assertThat(token(world).driftSteps()).isEqualTo(-3);
    }
  }

  @Test
  default void everyDecisionIsAudited() {
    try (var world = world()) {
      var jdoe = TestAttempt.of(jdoe(world)).from(HOME);
      int before = world.people().audited().size();
      settle(world, jdoe, new Finding.Asking());
      settle(world, jdoe, WRONG);
      settle(world, jdoe, right(100));
      var entries = world.people().audited();
      var logins = entries.subList(before, entries.size());
      assertThat(logins)
          .extracting(AuditEntry::event)
          .containsExactly("login.challenged", "login.rejected", "login.accepted");
      assertThat(logins.get(1).reason()).isEqualTo("WRONG_CODE");
      assertThat(logins.get(2).detail()).containsEntry("token", "T1");
      assertThat(logins.get(2).cameFrom()).contains(new AuditEntry.Origin("vpn-1", HOME, "r-1"));
    }
  }

  @Test
  default void whatWasTakenOutOfServiceIsRefusedAtOnceAndNothingIsSpent() {
    try (var world = world()) {
      var user = jdoe(world);
      var jdoe = TestAttempt.of(user);
      world.enable(user, false);
      assertThat(settle(world, jdoe, right(100))).isEqualTo(rejected(RejectReason.DISABLED));
      world.enable(user, true);
      world.token(SERIAL, new TokenEvent.Suspend());
      assertThat(settle(world, jdoe, right(100)))
          .isEqualTo(rejected(RejectReason.TOKEN_NOT_ACTIVE));
      world.token(SERIAL, new TokenEvent.Resume());
      world.gateway("vpn-1", false);
      assertThat(settle(world, jdoe, right(100))).isEqualTo(rejected(RejectReason.DISABLED));
      world.gateway("vpn-1", true);
      assertThat(settle(world, jdoe, right(100))).isEqualTo(new Accepted(false));
      world.people().tokens().remove(SERIAL, LoginWorld.OPERATOR);
      assertThat(settle(world, jdoe, right(101)))
          .isEqualTo(rejected(RejectReason.TOKEN_NOT_ACTIVE));
    }
  }

  @Test
  @DisplayName("S1: failures are counted wherever they come in; the fifth from a source delays it")
  default void failuresAreCountedOnAllNodes() {
    try (var world = world()) {
      var jdoe = TestAttempt.of(jdoe(world)).from(HOME);
      for (int i = 0; i < 5; i++) {
        var verdict = i % 2 == 0 ? settle(world, jdoe, WRONG) : onOtherNode(world, jdoe, WRONG);
        assertThat(verdict).isEqualTo(rejected(RejectReason.WRONG_CODE));
      }
      assertThat(settle(world, jdoe, right(100))).isEqualTo(rejected(RejectReason.DELAYED));
      assertThat(onOtherNode(world, jdoe, right(100))).isEqualTo(rejected(RejectReason.DELAYED));
      var elsewhere = jdoe.from("198.51.100.7");
      assertThat(settle(world, elsewhere, WRONG)).isEqualTo(rejected(RejectReason.WRONG_CODE));
    }
  }

  @Test
  @DisplayName("S1: the delay of a source outlives a complete login from elsewhere")
  default void theDelayOfASourceStaysWithTheSource() {
    try (var world = world()) {
      var jdoe = TestAttempt.of(jdoe(world)).from(HOME);
      fail(world, jdoe, 5);
      assertThat(settle(world, jdoe.from("198.51.100.7"), right(100)))
          .isEqualTo(new Accepted(false));
      assertThat(settle(world, jdoe, right(101))).isEqualTo(rejected(RejectReason.DELAYED));
    }
  }

  @Test
  @DisplayName("S1: a delay ends, doubles with the next failure, and goes with a complete login")
  default void aDelayEnds() {
    try (var world = world()) {
      var jdoe = TestAttempt.of(jdoe(world)).from(HOME);
      fail(world, jdoe, 5);
      world.pass(Duration.ofSeconds(30));
      assertThat(settle(world, jdoe, WRONG)).isEqualTo(rejected(RejectReason.WRONG_CODE));
      world.pass(Duration.ofSeconds(50));
      assertThat(settle(world, jdoe, right(100))).isEqualTo(rejected(RejectReason.DELAYED));
      world.pass(Duration.ofSeconds(10));
      assertThat(settle(world, jdoe, right(100))).isEqualTo(new Accepted(false));
      fail(world, jdoe, 4);
      assertThat(settle(world, jdoe, right(101))).isEqualTo(new Accepted(false));
    }
  }

  private static void fail(LoginWorld world, TestAttempt attempt, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(settle(world, attempt, WRONG)).isEqualTo(rejected(RejectReason.WRONG_CODE));
    }
  }

  @Test
  @DisplayName("S1, S2: after 20 failures from sources unknown a known good one still comes in")
  default void aKnownGoodSourceComesInWhileLocked() {
    try (var world = world()) {
      var jdoe = TestAttempt.of(jdoe(world));
      assertThat(settle(world, jdoe.from(HOME), right(100))).isEqualTo(new Accepted(false));
      for (int i = 0; i < 20; i++) {
        fail(world, jdoe.from("198.51.100." + i), 1);
      }
      var elsewhere = jdoe.from("192.0.2.1");
      assertThat(settle(world, elsewhere, right(101))).isEqualTo(rejected(RejectReason.LOCKED));
      assertThat(settle(world, jdoe, right(101))).isEqualTo(rejected(RejectReason.LOCKED));
      assertThat(settle(world, jdoe.from(HOME), right(101))).isEqualTo(new Accepted(false));
    }
  }

  @Test
  @DisplayName("S1: a lock ends by itself")
  default void aLockEnds() {
    try (var world = world()) {
      var jdoe = TestAttempt.of(jdoe(world));
      fail(world, jdoe, 20);
      world.pass(Duration.ofMinutes(59));
      assertThat(settle(world, jdoe, right(100))).isEqualTo(rejected(RejectReason.LOCKED));
      world.pass(Duration.ofMinutes(1));
      assertThat(settle(world, jdoe, right(100))).isEqualTo(new Accepted(false));
    }
  }

  @Test
  @DisplayName("S1: a hundred failures in a row, even of a known good source, suspend the tokens")
  default void aHundredFailuresSuspendTheTokens() {
    try (var world = world()) {
      var jdoe = TestAttempt.of(jdoe(world)).from(HOME);
      settle(world, jdoe, right(100));
      for (int i = 0; i < 100; i++) {
        assertThat(token(world).state()).isEqualTo(TokenState.ACTIVE);
        assertThat(settle(world, jdoe, WRONG)).isEqualTo(rejected(RejectReason.WRONG_CODE));
        world.pass(Duration.ofHours(1));
      }
      assertThat(token(world).state()).isEqualTo(TokenState.SUSPENDED);
      assertThat(world.people().audited().getLast().detail()).containsEntry("tokens", "suspended");
      assertThat(settle(world, jdoe, right(200)))
          .isEqualTo(rejected(RejectReason.TOKEN_NOT_ACTIVE));
    }
  }

  @Test
  @DisplayName("S1: names that are nobody's are counted alike")
  default void namesThatAreNobodysAreCountedAlike() {
    try (var world = world()) {
      var nobody = TestAttempt.of(LoginWorld.id("nobody")).unknown();
      var unknown = new Failed(RejectReason.UNKNOWN_USER);
      for (int i = 0; i < 20; i++) {
        var verdict =
            i % 2 == 0 ? settle(world, nobody, unknown) : onOtherNode(world, nobody, unknown);
        assertThat(verdict).isEqualTo(rejected(RejectReason.UNKNOWN_USER));
      }
      assertThat(settle(world, nobody, unknown)).isEqualTo(rejected(RejectReason.LOCKED));
      world.pass(Duration.ofHours(1));
      assertThat(settle(world, nobody, unknown)).isEqualTo(rejected(RejectReason.UNKNOWN_USER));
    }
  }

  @Test
  @DisplayName("S3: another scheme within 10 s costs nothing, the same scheme twice costs two")
  default void oneLoginCostsOneFailure() {
    try (var world = world()) {
      var jdoe = TestAttempt.of(jdoe(world)).from(HOME);
      var failures = new ArrayList<Integer>();
      for (var scheme : List.of(Scheme.PAP, Scheme.CHAP, Scheme.MS_CHAP, Scheme.MS_CHAP_V2)) {
        settle(world, jdoe.by(scheme), WRONG);
        failures.add(failures(world, jdoe.user()));
      }
      settle(world, jdoe, WRONG);
      failures.add(failures(world, jdoe.user()));
      world.pass(Duration.ofSeconds(10));
      settle(world, jdoe.by(Scheme.CHAP), WRONG);
      failures.add(failures(world, jdoe.user()));
      assertThat(failures).containsExactly(1, 1, 1, 1, 2, 3);
    }
  }

  private static int failures(LoginWorld world, UserId user) {
    return world.people().users().find(user).orElseThrow().failures();
  }

  @Test
  @DisplayName("S5: the same packet or submission gets the same decision at another node")
  default void theSameAgainGetsTheSameDecision() {
    try (var world = world()) {
      var jdoe = TestAttempt.of(jdoe(world)).packet("one").submission("typed");
      assertThat(settle(world, jdoe, right(100))).isEqualTo(new Accepted(false));
      assertThat(onOtherNode(world, jdoe.submission("other"), right(100)))
          .isEqualTo(new Accepted(true));
      assertThat(onOtherNode(world, jdoe.packet("two"), right(100))).isEqualTo(new Accepted(true));
      assertThat(failures(world, jdoe.user())).isZero();
      var other = TestAttempt.of(jdoe.user());
      assertThat(onOtherNode(world, other.submission("other"), right(100)))
          .isEqualTo(rejected(RejectReason.REPLAYED_CODE));
      assertThat(onOtherNode(world, other, right(100)))
          .isEqualTo(rejected(RejectReason.REPLAYED_CODE));
      world.pass(Duration.ofSeconds(30));
      assertThat(onOtherNode(world, jdoe, right(100)))
          .isEqualTo(rejected(RejectReason.REPLAYED_CODE));
    }
  }

  @Test
  @DisplayName("S5: the same wrong packet at another node costs one failure")
  default void theSameWrongPacketCostsOnce() {
    try (var world = world()) {
      var jdoe = TestAttempt.of(jdoe(world)).packet("one");
      for (int i = 0; i < 10; i++) {
        assertThat(onOtherNode(world, jdoe, WRONG)).isEqualTo(rejected(RejectReason.WRONG_CODE));
      }
      assertThat(failures(world, jdoe.user())).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("S5: the same State and answer get the same decision, another answer none")
  default void aChallengeIsAnsweredOnce() {
    try (var world = world()) {
      var jdoe = TestAttempt.of(jdoe(world));
      var good = jdoe.answering(new UUID(0, 1), "000042");
      assertThat(settle(world, good, right(100))).isEqualTo(new Accepted(false));
      assertThat(onOtherNode(world, good, right(100))).isEqualTo(new Accepted(true));
      assertThat(onOtherNode(world, jdoe.answering(new UUID(0, 1), "000043"), right(101)))
          .isEqualTo(rejected(RejectReason.STALE_CHALLENGE));
      var wrong = jdoe.answering(new UUID(0, 2), "111111");
      assertThat(settle(world, wrong, WRONG)).isEqualTo(rejected(RejectReason.WRONG_CODE));
      assertThat(onOtherNode(world, wrong, WRONG)).isEqualTo(rejected(RejectReason.WRONG_CODE));
      assertThat(failures(world, jdoe.user())).isEqualTo(1);
      world.pass(Duration.ofSeconds(10));
      assertThat(onOtherNode(world, good, right(100)))
          .isEqualTo(rejected(RejectReason.STALE_CHALLENGE));
    }
  }
}
