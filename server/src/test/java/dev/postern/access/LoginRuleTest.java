package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.Finding.Asking;
import dev.postern.access.Finding.Failed;
import dev.postern.access.Finding.Matched;
import dev.postern.access.Finding.PasswordAlone;
import dev.postern.access.Verdict.Accepted;
import dev.postern.access.Verdict.MayAsk;
import dev.postern.access.Verdict.Rejected;
import dev.postern.octets.Octets;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The rule, case by case; what a run of attempts comes to is [LoginsContract]'s.
class LoginRuleTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final TokenSerial SERIAL = new TokenSerial("T1");
  private static final Octets PACKET = Octets.hex("01");
  private static final Octets LOGIN = Octets.hex("02");
  private static final Octets SUBMISSION = Octets.hex("03");
  private static final Finding RIGHT = new Matched(SERIAL, 100, 1);
  private static final Finding WRONG = new Failed(RejectReason.WRONG_CODE);
  private static final Standing FRESH = standing(Guard.CLEAN, SourceGuard.CLEAN);

  private final LoginRule rule = new LoginRule(LimitSettings.DEFAULT);

  private static Standing standing(Guard guard, SourceGuard source) {
    return new Standing(guard, source, true, true, marks(mark(99, null)), null);
  }

  /// Nothing against the user, whose code of step 100 was accepted then.
  private static Standing spent(Instant acceptedAt) {
    var marks = marks(mark(100, acceptedAt));
    return new Standing(Guard.CLEAN, SourceGuard.CLEAN, true, true, marks, null);
  }

  private static Map<TokenSerial, Standing.Mark> marks(Standing.Mark mark) {
    return Map.of(SERIAL, mark);
  }

  private static Standing.Mark mark(long lastStep, @Nullable Instant acceptedAt) {
    return new Standing.Mark(TokenState.ACTIVE, lastStep, acceptedAt, PACKET, SUBMISSION);
  }

  private static Attempt.Trace trace(Scheme scheme, Octets packet, @Nullable Octets submission) {
    return new Attempt.Trace(
        "vpn-1",
        "203.0.113.9",
        scheme,
        packet,
        LOGIN,
        submission,
        "r-1",
        Duration.ofSeconds(5),
        NOW);
  }

  private static Attempt attempt(Finding finding) {
    return attempt(finding, trace(Scheme.PAP, PACKET, SUBMISSION), null);
  }

  private static Attempt attempt(
      Finding finding, Attempt.Trace trace, Attempt.@Nullable Answer answer) {
    return new Attempt(new UserId(new UUID(0, 1)), "local/jdoe", true, trace, answer, finding, 0);
  }

  private Ruling ruled(Finding finding, Standing standing) {
    return rule.rule(attempt(finding), standing, NOW);
  }

  private static Guard failedBefore(Instant at, Scheme scheme, int failures) {
    var last =
        new Guard.LastFailure(
            at, Octets.hex("ff"), LOGIN, scheme.bit(), RejectReason.WRONG_PASSWORD);
    return new Guard(failures, failures, null, last);
  }

  private static Guard guard(Ruling ruling) {
    return Objects.requireNonNull(ruling.guard());
  }

  @Test
  void aRightCodeIsSpentAndItsSourceBecomesAGoodOne() {
    assertThat(ruled(RIGHT, FRESH))
        .isEqualTo(
            new Ruling(
                new Accepted(false),
                null,
                new SourceGuard(0, null, NOW),
                new Ruling.Spent(SERIAL, 100, 1),
                false,
                false));
  }

  @Test
  void aGoodSourceIsNotWrittenDownAtEveryLogin() {
    var known = new SourceGuard(0, null, NOW.minus(Duration.ofHours(23)));
    assertThat(ruled(RIGHT, standing(Guard.CLEAN, known)).source()).isNull();
    var old = new SourceGuard(0, null, NOW.minus(Duration.ofHours(25)));
    assertThat(ruled(RIGHT, standing(Guard.CLEAN, old)).source())
        .isEqualTo(new SourceGuard(0, null, NOW));
  }

  @Test
  @DisplayName("S1: only a complete login ends the counting")
  void onlyACompleteLoginEndsTheCounting() {
    var failed = standing(failedBefore(NOW.minusSeconds(60), Scheme.PAP, 4), SourceGuard.CLEAN);
    assertThat(ruled(RIGHT, failed).guard()).isEqualTo(Guard.CLEAN);
    assertThat(ruled(new Asking(), failed)).isEqualTo(Ruling.of(new MayAsk()));
  }

  @Test
  @DisplayName("S1: what meets a delay or a lock is not examined, right or wrong")
  void whatMeetsADelayOrALockIsNotExamined() {
    var delayed = standing(Guard.CLEAN, new SourceGuard(5, NOW.plusNanos(1), null));
    assertThat(ruled(RIGHT, delayed)).isEqualTo(Ruling.rejected(RejectReason.DELAYED));
    assertThat(ruled(WRONG, delayed)).isEqualTo(Ruling.rejected(RejectReason.DELAYED));
    var lock = new Guard(20, 20, NOW.plusNanos(1), null);
    assertThat(ruled(RIGHT, standing(lock, SourceGuard.CLEAN)))
        .isEqualTo(Ruling.rejected(RejectReason.LOCKED));
    var over = new Guard(20, 20, NOW, null);
    assertThat(ruled(RIGHT, standing(over, new SourceGuard(5, NOW, null))).verdict())
        .isEqualTo(new Accepted(false));
  }

  @Test
  @DisplayName("S2: a source with a good login within 30 days is not locked out")
  void aKnownGoodSourceIsNotLockedOut() {
    var lock = new Guard(20, 20, NOW.plusSeconds(60), null);
    var good = new SourceGuard(0, null, NOW.minus(Duration.ofDays(30)).plusSeconds(1));
    assertThat(ruled(RIGHT, standing(lock, good)).verdict()).isEqualTo(new Accepted(false));
    var stale = new SourceGuard(0, null, NOW.minus(Duration.ofDays(30)));
    assertThat(ruled(RIGHT, standing(lock, stale))).isEqualTo(Ruling.rejected(RejectReason.LOCKED));
  }

  @Test
  @DisplayName("S2: failures of a known good source count, but not towards the lock")
  void failuresOfAKnownGoodSourceDoNotCountTowardsTheLock() {
    var good = new SourceGuard(0, null, NOW.minusSeconds(60));
    var guard = guard(ruled(WRONG, standing(Guard.CLEAN, good)));
    assertThat(guard.failures()).isEqualTo(1);
    assertThat(guard.unknownFailures()).isZero();
  }

  @Test
  @DisplayName("S1: the fifth failure of a source delays it by 30 s, each further one doubles that")
  void delaysGrow() {
    for (int before = 0; before < 15; before++) {
      long seconds = before < 4 ? 0 : Math.min(3600, 30L << (before - 4));
      var source =
          ruled(WRONG, standing(Guard.CLEAN, new SourceGuard(before, null, null))).source();
      var until = seconds == 0 ? null : NOW.plusSeconds(seconds);
      assertThat(source).isEqualTo(new SourceGuard(before + 1, until, null));
    }
  }

  @Test
  @DisplayName("S1: the twentieth failure from sources unknown locks, the hundredth suspends")
  void locksAndSuspends() {
    var nineteen = standing(new Guard(19, 19, null, null), SourceGuard.CLEAN);
    assertThat(guard(ruled(WRONG, nineteen)).lockedUntil()).isEqualTo(NOW.plusSeconds(3600));
    assertThat(ruled(WRONG, nineteen).suspends()).isFalse();
    var many = standing(new Guard(99, 0, null, null), SourceGuard.CLEAN);
    assertThat(ruled(WRONG, many).suspends()).isTrue();
  }

  @Test
  @DisplayName("S3: another scheme within 10 s costs nothing, the same scheme costs again")
  void anotherSchemeOfTheSameLoginCostsNothing() {
    var before = standing(failedBefore(NOW.minusSeconds(9), Scheme.PAP, 1), SourceGuard.CLEAN);
    var chap = attempt(WRONG, trace(Scheme.CHAP, PACKET, null), null);
    var ruling = rule.rule(chap, before, NOW);
    assertThat(ruling.verdict()).isEqualTo(new Rejected(RejectReason.WRONG_CODE));
    assertThat(guard(ruling).failures()).isEqualTo(1);
    assertThat(ruling.source()).isNull();
    var seen = standing(guard(ruling), SourceGuard.CLEAN);
    var again = attempt(WRONG, trace(Scheme.CHAP, Octets.hex("aa"), null), null);
    assertThat(guard(rule.rule(again, seen, NOW)).failures()).isEqualTo(2);
    assertThat(guard(ruled(WRONG, before)).failures()).isEqualTo(2);
    assertThat(guard(rule.rule(chap, before, NOW.plusSeconds(1))).failures()).isEqualTo(2);
  }

  @Test
  @DisplayName("S3: after a wrong code, the password by another scheme gets the same Reject")
  void anotherSchemeAfterAWrongCodeGetsTheSameReject() {
    var last =
        new Guard.LastFailure(
            NOW.minusSeconds(9),
            Octets.hex("ff"),
            LOGIN,
            Scheme.PAP.bit(),
            RejectReason.WRONG_CODE);
    var before = standing(new Guard(1, 1, null, last), SourceGuard.CLEAN);
    var chap = attempt(new Finding.Asking(), trace(Scheme.CHAP, PACKET, null), null);
    var ruling = rule.rule(chap, before, NOW);
    assertThat(ruling.verdict()).isEqualTo(new Rejected(RejectReason.WRONG_CODE));
    assertThat(guard(ruling).failures()).isEqualTo(1);
    var seen = standing(guard(ruling), SourceGuard.CLEAN);
    var again = attempt(new Finding.Asking(), trace(Scheme.CHAP, Octets.hex("aa"), null), null);
    assertThat(rule.rule(again, seen, NOW).verdict()).isEqualTo(new MayAsk());
    assertThat(rule.rule(chap, before, NOW.plusSeconds(1)).verdict()).isEqualTo(new MayAsk());
  }

  @Test
  @DisplayName("S3: a late answer costs nothing, nor do the schemes that are tried after it")
  void whatFollowsALateAnswerGetsTheSameReject() {
    var before = standing(new Guard(2, 1, null, null), SourceGuard.CLEAN);
    var late = attempt(new Finding.Late(), trace(Scheme.PAP, PACKET, null), null);
    var ruling = rule.rule(late, before, NOW);
    assertThat(ruling.verdict()).isEqualTo(new Rejected(RejectReason.LATE_ANSWER));
    assertThat(guard(ruling).failures()).isEqualTo(2);
    assertThat(guard(ruling).unknownFailures()).isEqualTo(1);
    assertThat(ruling.source()).isNull();
    var seen = standing(guard(ruling), SourceGuard.CLEAN);
    var chap = attempt(WRONG, trace(Scheme.CHAP, Octets.hex("aa"), null), null);
    var followed = rule.rule(chap, seen, NOW.plusSeconds(9));
    assertThat(followed.verdict()).isEqualTo(new Rejected(RejectReason.LATE_ANSWER));
    assertThat(guard(followed).failures()).isEqualTo(2);
    var chapAgain = attempt(WRONG, trace(Scheme.CHAP, Octets.hex("bb"), null), null);
    var counted = rule.rule(chapAgain, standing(guard(followed), SourceGuard.CLEAN), NOW);
    assertThat(guard(counted).failures()).isEqualTo(3);
  }

  @Test
  @DisplayName("S3: what opened a challenge is a scheme of its login, so that no guess is free")
  void aWrongAnswerAfterTheSameSchemeCosts() {
    var before =
        standing(failedBefore(NOW.minusSeconds(5), Scheme.MS_CHAP_V2, 1), SourceGuard.CLEAN);
    var answer = new Attempt.Answer(new UUID(0, 9), PACKET, NOW, Scheme.MS_CHAP_V2);
    var wrong = attempt(WRONG, trace(Scheme.PAP, PACKET, null), answer);
    assertThat(guard(rule.rule(wrong, before, NOW)).failures()).isEqualTo(2);
  }

  @Test
  @DisplayName("S5: the same packet within 30 s gets the same decision")
  void theSamePacketGetsTheSameDecision() {
    var spent = spent(NOW.minusSeconds(29));
    var same = attempt(RIGHT, trace(Scheme.PAP, PACKET, null), null);
    assertThat(rule.rule(same, spent, NOW)).isEqualTo(Ruling.of(new Accepted(true)));
    assertThat(rule.rule(same, spent, NOW.plusSeconds(1)).verdict())
        .isEqualTo(new Rejected(RejectReason.REPLAYED_CODE));
    var last =
        new Guard.LastFailure(NOW.minusSeconds(29), PACKET, LOGIN, 1, RejectReason.WRONG_CODE);
    var failed = standing(new Guard(1, 1, null, last), SourceGuard.CLEAN);
    assertThat(rule.rule(same, failed, NOW)).isEqualTo(Ruling.rejected(RejectReason.WRONG_CODE));
    assertThat(rule.rule(same, failed, NOW.plusSeconds(1)).verdict())
        .isEqualTo(new Accepted(false));
  }

  @Test
  @DisplayName("S5: the same submission within the gateway's budget gets the same decision")
  void theSameSubmissionGetsTheSameDecision() {
    var other = Octets.hex("aa");
    var spent = spent(NOW.minusSeconds(9));
    var same = attempt(RIGHT, trace(Scheme.PAP, other, SUBMISSION), null);
    assertThat(rule.rule(same, spent, NOW)).isEqualTo(Ruling.of(new Accepted(true)));
    assertThat(rule.rule(same, spent, NOW.plusSeconds(1)).verdict())
        .isEqualTo(new Rejected(RejectReason.REPLAYED_CODE));
    var others = attempt(RIGHT, trace(Scheme.PAP, other, other), null);
    assertThat(rule.rule(others, spent, NOW).verdict())
        .isEqualTo(new Rejected(RejectReason.REPLAYED_CODE));
    var unnamed = attempt(RIGHT, trace(Scheme.PAP, other, null), null);
    assertThat(rule.rule(unnamed, spent, NOW).verdict())
        .isEqualTo(new Rejected(RejectReason.REPLAYED_CODE));
  }

  @Test
  @DisplayName("S5: a challenge is answered once; the same answer gets the same decision")
  void aChallengeIsAnsweredOnce() {
    var digest = Octets.hex("0a");
    var answered = new Standing.Answered(digest, Ruling.ACCEPTED, NOW.minusSeconds(9));
    var standing =
        new Standing(Guard.CLEAN, SourceGuard.CLEAN, true, true, marks(mark(100, NOW)), answered);
    var trace = trace(Scheme.PAP, Octets.hex("aa"), null);
    var same = attempt(RIGHT, trace, new Attempt.Answer(new UUID(0, 9), digest, NOW, Scheme.PAP));
    assertThat(rule.rule(same, standing, NOW)).isEqualTo(Ruling.of(new Accepted(true)));
    assertThat(rule.rule(same, standing, NOW.plusSeconds(1)))
        .isEqualTo(Ruling.rejected(RejectReason.STALE_CHALLENGE));
    var other = attempt(RIGHT, trace, new Attempt.Answer(new UUID(0, 9), PACKET, NOW, Scheme.PAP));
    assertThat(rule.rule(other, standing, NOW))
        .isEqualTo(Ruling.rejected(RejectReason.STALE_CHALLENGE));
  }

  @Test
  void aCodeOfAnEarlierStepCountsAsAFailure() {
    var ruling = ruled(new Matched(SERIAL, 98, 0), FRESH);
    assertThat(ruling.verdict()).isEqualTo(new Rejected(RejectReason.REPLAYED_CODE));
    assertThat(guard(ruling).failures()).isEqualTo(1);
    assertThat(ruling.spent()).isNull();
  }

  @Test
  void whoWasDisabledMeanwhileIsRefusedAndNothingIsSpent() {
    var disabled =
        new Standing(Guard.CLEAN, SourceGuard.CLEAN, false, true, marks(mark(99, null)), null);
    assertThat(ruled(RIGHT, disabled)).isEqualTo(Ruling.rejected(RejectReason.DISABLED));
    assertThat(ruled(new PasswordAlone(), disabled))
        .isEqualTo(Ruling.rejected(RejectReason.DISABLED));
    var suspended = new Standing.Mark(TokenState.SUSPENDED, 99, null, null, null);
    assertThat(
            ruled(
                RIGHT,
                new Standing(Guard.CLEAN, SourceGuard.CLEAN, true, true, marks(suspended), null)))
        .isEqualTo(Ruling.rejected(RejectReason.TOKEN_NOT_ACTIVE));
    assertThat(
            ruled(RIGHT, new Standing(Guard.CLEAN, SourceGuard.CLEAN, true, true, Map.of(), null)))
        .isEqualTo(Ruling.rejected(RejectReason.TOKEN_NOT_ACTIVE));
  }

  @Test
  @DisplayName("S7: who has had a token meanwhile does not come in with a password alone")
  void aPasswordAloneIsEnoughForWhoNeverHadAToken() {
    var never = new Standing(Guard.CLEAN, SourceGuard.CLEAN, true, false, Map.of(), null);
    assertThat(ruled(new PasswordAlone(), never).verdict()).isEqualTo(new Accepted(false));
    assertThat(ruled(new PasswordAlone(), never).source())
        .as("not a good source: one factor only (S2)")
        .isEqualTo(new SourceGuard(0, null, null));
    assertThat(ruled(new PasswordAlone(), FRESH))
        .isEqualTo(Ruling.rejected(RejectReason.TOKEN_NOT_ACTIVE));
  }
}
