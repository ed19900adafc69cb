package dev.postern.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.octets.SecretOctets;
import dev.postern.otp.OneTimeCode;
import dev.postern.otp.OtpAlgorithm;
import dev.postern.otp.OtpCalculator;
import dev.postern.otp.OtpParameters;
import dev.postern.token.CodeMatch.Matched;
import dev.postern.token.CodeMatch.NoMatch;
import dev.postern.token.CodeMatch.OutOfStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeCheckTest {
  private static final long STEP = 60_000_000;
  private static final Instant MID_STEP = Instant.ofEpochSecond(STEP * 30 + 15);

  private final CodeCheck check = new CodeCheck(OtpWindow.DEFAULT);

  private static KeyedToken totp(String serial, int digits, long lastStep, int drift) {
    return keyed(serial, TokenKind.TOTP, digits, lastStep, drift);
  }

  private static KeyedToken hotp(long lastCounter) {
    return keyed("H1", TokenKind.HOTP, 6, lastCounter, 0);
  }

  private static KeyedToken keyed(
      String serial, TokenKind kind, int digits, long lastStep, int drift) {
    var parameters = new OtpParameters(OtpAlgorithm.SHA1, digits);
    var issued = new Token.Issued(new TokenSerial(serial), kind, parameters, 30, Instant.EPOCH);
    var token = Token.of(issued, null, TokenState.ACTIVE).spent(lastStep).drifted(drift);
    return new KeyedToken(token, SecretOctets.utf8("12345678901234567890" + serial));
  }

  private static OneTimeCode code(KeyedToken token, long step) {
    return new OtpCalculator(token.key(), token.token().parameters()).code(step);
  }

  private CodeMatch match(KeyedToken token, long step) {
    return check.match(List.of(token), code(token, step), MID_STEP, true);
  }

  /// The server's clock stands in the middle of a step, so that half a step is 15 s.
  @ParameterizedTest
  @CsvSource({"-31, -1", "-30, -1", "-29, -1", "0, 0", "29, 1", "30, 1", "31, 1"})
  void aCodeOfTheStepBeforeOrBehindIsRight(int seconds, int steps) {
    var token = totp("T1", 6, -1, 0);
    long shown = Math.floorDiv(MID_STEP.getEpochSecond() + seconds, 30L);
    assertThat(match(token, shown)) // RFC 6238, section 5.2
        .isEqualTo(new Matched(token.token().serial(), STEP + steps, steps));
  }

  @ParameterizedTest
  @CsvSource({"0, -31", "0, -61", "29, 31", "29, 61"})
  void atTheEdgesOfAStepTheWindowIsStillOneStep(int into, int seconds) {
    var token = totp("T1", 6, -1, 0);
    var now = Instant.ofEpochSecond(STEP * 30 + into);
    long shown = Math.floorDiv(now.getEpochSecond() + seconds, 30L);
    var found = check.match(List.of(token), code(token, shown), now, true);
    boolean near = Math.abs(shown - STEP) <= 1;
    assertThat(found instanceof Matched).isEqualTo(near);
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, 2})
  void aCodeTwoStepsOffIsNotInTheWindow(int steps) {
    assertThat(match(totp("T1", 6, -1, 0), STEP + steps)).isEqualTo(new NoMatch());
  }

  @Test
  void theWindowIsAroundTheTokensOwnClock() {
    var slow = totp("T1", 6, -1, -11);
    assertThat(match(slow, STEP - 12))
        .isEqualTo(new Matched(slow.token().serial(), STEP - 12, -12));
    assertThat(match(slow, STEP)).isEqualTo(new NoMatch());
  }

  @Test
  void aDriftIsNotLearntWhileTheClockIsInDoubt() {
    var token = totp("T1", 6, -1, 0);
    assertThat(check.match(List.of(token), code(token, STEP + 1), MID_STEP, false))
        .isEqualTo(new Matched(token.token().serial(), STEP + 1, 0));
  }

  @Test
  void aDriftThatGrowsStepByStepHasAnEnd() {
    var token = totp("T1", 6, -1, 120); // 60 minutes of 30 s
    assertThat(match(token, STEP + 121))
        .isEqualTo(new Matched(token.token().serial(), STEP + 121, 120));
  }

  @Test
  void aStepThatWasAcceptedBeforeStillMatches() {
    var token = totp("T1", 6, STEP, 0);
    assertThat(match(token, STEP)).isEqualTo(new Matched(token.token().serial(), STEP, 0));
  }

  @Test
  void theTokenIsFoundAmongSeveralWithSixAndEightDigits() {
    var six = totp("SIX", 6, -1, 0);
    var other = totp("OTHER", 6, -1, 0);
    var eight = totp("EIGHT", 8, -1, 0);
    var all = List.of(six, eight, other);
    for (var token : all) {
      assertThat(check.match(all, code(token, STEP), MID_STEP, true))
          .isEqualTo(new Matched(token.token().serial(), STEP, 0));
    }
  }

  @ParameterizedTest
  @CsvSource({"6, true", "16, true", "17, false"})
  void aCounterMayHaveRunAheadByTheLookAhead(long counter, boolean found) {
    var token = hotp(5); // RFC 4226, section 7.2: 6 comes next, and 10 more are tried
    assertThat(match(token, counter) instanceof Matched).isEqualTo(found);
  }

  @Test
  void aCounterNeverGoesBackButTheLastOneIsKnownAgain() {
    assertThat(match(hotp(5), 4)).isEqualTo(new NoMatch());
    assertThat(match(hotp(5), 5)).isEqualTo(new Matched(new TokenSerial("H1"), 5, 0));
    assertThat(match(hotp(-1), 0)).isEqualTo(new Matched(new TokenSerial("H1"), 0, 0));
  }

  @ParameterizedTest
  @CsvSource({"-120, true", "-121, false", "11, true", "120, true", "121, false"})
  void aClockThatRanAwayIsFoundWithinTheHour(int steps, boolean found) {
    var token = totp("T1", 6, -1, 0); // RFC 6238, section 6
    var expected = found ? new OutOfStep(token.token().serial(), STEP + steps) : new NoMatch();
    assertThat(check.matchFar(List.of(token), code(token, STEP + steps), MID_STEP))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"-4, true", "-5, true", "-3, false"})
  void farOffButNoLaterThanTheLastItIsTheUsedCodeThatItIs(int steps, boolean used) {
    var token = totp("T1", 6, STEP - 4, 0);
    var expected =
        used
            ? new Matched(token.token().serial(), STEP + steps, 0)
            : new OutOfStep(token.token().serial(), STEP + steps);
    assertThat(check.matchFar(List.of(token), code(token, STEP + steps), MID_STEP))
        .isEqualTo(expected);
  }

  @Test
  void theHourIsAroundOurClockHoweverFarTheTokenHasDriftedBefore() {
    var token = totp("T1", 6, -1, 100);
    assertThat(check.matchFar(List.of(token), code(token, STEP + 130), MID_STEP))
        .isEqualTo(new NoMatch());
  }

  @ParameterizedTest
  @CsvSource({"17, true", "106, true", "107, false"})
  void aCounterThatRanAwayIsFoundWithinAHundred(long counter, boolean found) {
    var token = hotp(5); // RFC 4226, section 7.4
    assertThat(check.matchFar(List.of(token), code(token, counter), MID_STEP) instanceof OutOfStep)
        .isEqualTo(found);
  }

  @Test
  void twoCodesInARowResynchronize() {
    var token = totp("T1", 6, -1, 0);
    assertThat(check.matchNext(token, STEP + 11, code(token, STEP + 12), MID_STEP, true))
        .isEqualTo(new Matched(token.token().serial(), STEP + 12, 12));
  }

  @Test
  void twoCodesInARowTeachNoDriftWhileTheClockIsInDoubt() {
    var token = totp("T1", 6, -1, 3);
    assertThat(check.matchNext(token, STEP + 11, code(token, STEP + 12), MID_STEP, false))
        .isEqualTo(new Matched(token.token().serial(), STEP + 12, 3));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 11, 13})
  void twoCodesThatAreNotInARowDoNot(int second) {
    var token = totp("T1", 6, -1, 0);
    assertThat(check.matchNext(token, STEP + 11, code(token, STEP + second), MID_STEP, true))
        .isEqualTo(new NoMatch());
  }

  @Test
  void aCodeIsNormalizedBeforeItIsCompared() {
    var token = totp("T1", 6, -1, 0);
    String digits = code(token, STEP).reveal();
    String typed = digits.substring(0, 3) + "\u00a0" + digits.substring(3) + " ";
    assertThat(check.match(List.of(token), OneTimeCode.parse(typed).orElseThrow(), MID_STEP, true))
        .isEqualTo(new Matched(token.token().serial(), STEP, 0));
  }

  @Test
  void aWindowOfNoStepsTakesTheStepItselfOnly() {
    var strict = new CodeCheck(new OtpWindow(0, 0, Duration.ofMinutes(1), 1));
    var token = totp("T1", 6, -1, 0);
    assertThat(strict.match(List.of(token), code(token, STEP), MID_STEP, true))
        .isInstanceOf(Matched.class);
    assertThat(strict.match(List.of(token), code(token, STEP + 1), MID_STEP, true))
        .isEqualTo(new NoMatch());
  }
}
