package dev.postern.token;

import dev.postern.otp.OneTimeCode;
import dev.postern.otp.OtpCalculator;
import dev.postern.otp.TimeStep;
import dev.postern.token.CodeMatch.Matched;
import dev.postern.token.CodeMatch.NoMatch;
import dev.postern.token.CodeMatch.OutOfStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The rule that says whether a code is one of a user's tokens'. All codes of the window, of all
/// tokens, are computed and compared whether or not an early one matches, so that the time it takes
/// depends on how many tokens there are and on nothing else.
///
/// It only compares. A code that was accepted before matches too; the database knows better.
public final class CodeCheck {
  private final OtpWindow window;

  public CodeCheck(OtpWindow window) {
    this.window = window;
  }

  /// Whether the code lies in the window of one of the tokens. `learning` says whether this node's
  /// clock can be trusted with a token's drift.
  public CodeMatch match(List<KeyedToken> tokens, OneTimeCode code, Instant now, boolean learning) {
    CodeMatch found = new NoMatch();
    for (KeyedToken keyed : tokens) {
      if (keyed.token().parameters().digits() == code.length()) {
        CodeMatch match = inWindow(keyed, code, now, learning);
        found = match instanceof NoMatch ? found : match;
      }
    }
    return found;
  }

  private CodeMatch inWindow(KeyedToken keyed, OneTimeCode code, Instant now, boolean learning) {
    Token token = keyed.token();
    long expected = expected(token, now);
    long first = token.kind() == TokenKind.HOTP ? token.lastStep() : expected - window.steps();
    long last = expected + (token.kind() == TokenKind.HOTP ? window.lookAhead() : window.steps());
    long step = search(keyed, code, first, last);
    return step < 0 ? new NoMatch() : matched(token, step, now, learning);
  }

  /// Whether the code lies where a token's clock or counter may have run to unnoticed (RFC 4226,
  /// section 7.4; RFC 6238, section 6). A step that is not later than the last accepted matches as
  /// what it is, for its next code could not be accepted either.
  public CodeMatch matchFar(List<KeyedToken> tokens, OneTimeCode code, Instant now) {
    CodeMatch found = new NoMatch();
    for (KeyedToken keyed : tokens) {
      Token token = keyed.token();
      if (token.parameters().digits() == code.length()) {
        long reach = reach(token);
        long middle = token.kind() == TokenKind.HOTP ? token.lastStep() + 1 : clockStep(token, now);
        long first = token.kind() == TokenKind.HOTP ? middle : middle - reach;
        long step = search(keyed, code, first, middle + reach);
        found = step < 0 ? found : far(token, step);
      }
    }
    return found;
  }

  private static CodeMatch far(Token token, long step) {
    return step <= token.lastStep()
        ? new Matched(token.serial(), step, token.driftSteps())
        : new OutOfStep(token.serial(), step);
  }

  /// Whether the code is the one right after `step`, which is what resynchronises a token: two
  /// codes in a row. Without `learning` the code is as good, and the drift stays what it was.
  public CodeMatch matchNext(
      KeyedToken keyed, long step, OneTimeCode code, Instant now, boolean learning) {
    boolean next = search(keyed, code, step + 1, step + 1) >= 0;
    return next ? matched(keyed.token(), step + 1, now, learning) : new NoMatch();
  }

  private Matched matched(Token token, long step, Instant now, boolean learning) {
    int drift = learning ? driftAt(token, step, now) : token.driftSteps();
    return new Matched(token.serial(), step, drift);
  }

  /// The codes that a proof may have been made with: those of now, and one step before and after,
  /// whatever the window. A proof can't be taken apart, so that each is tried, and a response is a
  /// guess at all of them (S17).
  public List<NearCode> near(List<KeyedToken> tokens, Instant now, boolean learning) {
    var codes = new ArrayList<NearCode>();
    for (KeyedToken keyed : tokens) {
      var token = keyed.token();
      var calculator = new OtpCalculator(keyed.key(), token.parameters());
      long expected = expected(token, now);
      for (long step = Math.max(0, expected - 1); step <= expected + 1; step++) {
        codes.add(new NearCode(calculator.code(step), matched(token, step, now, learning)));
      }
    }
    return List.copyOf(codes);
  }

  private long reach(Token token) {
    return token.kind() == TokenKind.HOTP
        ? window.counterResynchronization()
        : window.resynchronization().toSeconds() / token.periodSeconds();
  }

  /// The step or counter that a token in perfect order would show now.
  private static long expected(Token token, Instant now) {
    return token.kind() == TokenKind.HOTP
        ? token.lastStep() + 1
        : clockStep(token, now) + token.driftSteps();
  }

  private static long clockStep(Token token, Instant now) {
    return TimeStep.ofSeconds(token.periodSeconds()).at(now);
  }

  /// How far off the token's clock is, within what two codes in a row could have told: a drift that
  /// grows by a step at each login has an end.
  private int driftAt(Token token, long step, Instant now) {
    if (token.kind() == TokenKind.HOTP) {
      return 0;
    }
    long reach = reach(token);
    return Math.clamp(step - clockStep(token, now), (int) -reach, (int) reach);
  }

  /// The step from `first` to `last` whose code this is, or -1. Never stops early.
  private static long search(KeyedToken keyed, OneTimeCode code, long first, long last) {
    var calculator = new OtpCalculator(keyed.key(), keyed.token().parameters());
    long found = -1;
    for (long step = Math.max(0, first); step <= last; step++) {
      found = calculator.code(step).equals(code) ? step : found;
    }
    return found;
  }
}
