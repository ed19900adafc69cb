package dev.postern.access;

import dev.postern.access.Finding.Asking;
import dev.postern.access.Finding.CertificateAlone;
import dev.postern.access.Finding.Failed;
import dev.postern.access.Finding.Matched;
import dev.postern.access.Finding.OutOfStep;
import dev.postern.access.Finding.PasswordAlone;
import dev.postern.access.Finding.Refused;
import dev.postern.access.LoginMeter.Stage;
import dev.postern.access.ProofCheck.Outcome.NotKept;
import dev.postern.access.ProofCheck.Outcome.Right;
import dev.postern.access.ProofCheck.Outcome.Wrong;
import dev.postern.gateway.CodePlacement;
import dev.postern.gateway.GatewayPolicy;
import dev.postern.gateway.WithoutToken;
import dev.postern.mschap.MsChapV2Answer;
import dev.postern.mschap.PasswordProof;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OneTimeCode;
import dev.postern.password.PasswordCheck.Overloaded;
import dev.postern.password.PasswordCheck.Verified;
import dev.postern.password.PasswordCheck.WrongPassword;
import dev.postern.password.Passwords;
import dev.postern.secondfactor.AppendedCode;
import dev.postern.secondfactor.ChallengeState;
import dev.postern.secondfactor.ChallengeState.NextCode;
import dev.postern.token.CodeCheck;
import dev.postern.token.CodeMatch;
import dev.postern.token.CodeMatch.NoMatch;
import dev.postern.token.KeyedToken;
import dev.postern.token.NearCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Looks at what a request shows: password, code or both. It checks at most one password a request
/// (S4) and spends nothing.
final class Examination {
  /// What was found; `password` is the one that was shown with this request and is right, `answer`
  /// what a right proof by MS-CHAPv2 is answered with.
  sealed interface Result {
    record Found(Finding finding, @Nullable SecretOctets password, @Nullable MsChapV2Answer answer)
        implements Result {}

    record TooBusy() implements Result {}
  }

  private static final int USUAL_DIGITS = 6;

  private final Passwords passwords;
  private final CodeCheck codes;
  private final BooleanSupplier clockAgrees;
  private final StageClock stages;

  /// `clockAgrees`: whether this node's clock can be trusted with a token's drift.
  Examination(
      Passwords passwords, CodeCheck codes, BooleanSupplier clockAgrees, StageClock stages) {
    this.passwords = passwords;
    this.codes = codes;
    this.clockAgrees = clockAgrees;
    this.stages = stages;
  }

  /// A first request: a password, perhaps with a code behind it. Where the gateway takes both, the
  /// tail is compared with the user's codes first, and that decides where the password ends (S4):
  /// with those of the window, then with those that two codes in a row could resynchronise.
  Result first(LoginSubject subject, SecretOctets secret, GatewayPolicy policy, Instant now) {
    var tokens = subject.activeTokens(now);
    var shown = stages.time(Stage.CODE, () -> takeApart(secret, tokens, policy.code(), now));
    var checked =
        stages.time(Stage.PASSWORD, () -> passwords.verify(shown.password, subject.passwordHash()));
    return switch (checked) {
      case Overloaded() -> new Result.TooBusy();
      case WrongPassword() -> found(new Failed(RejectReason.WRONG_PASSWORD));
      case Verified() ->
          new Result.Found(
              afterPassword(subject, tokens, shown.match, policy), shown.password, null);
    };
  }

  /// A first request that proves the password without sending it, perhaps with a code behind it
  /// where the gateway takes both. Only of users of whom the password itself is kept can that be
  /// found out (S17); a code alone proves no password.
  Result proven(LoginSubject subject, PasswordProof proof, GatewayPolicy policy, Instant now) {
    var tokens = subject.activeTokens(now);
    var near =
        policy.code() == CodePlacement.CHALLENGE
            ? List.<NearCode>of()
            : stages.time(Stage.CODE, () -> codes.near(tokens, now, clockAgrees.getAsBoolean()));
    var tried =
        stages.time(Stage.PASSWORD, () -> ProofCheck.check(proof, subject.recoverable(), near));
    return switch (tried.outcome()) {
      case NotKept() -> found(new Refused(RejectReason.PASSWORD_NOT_KEPT));
      case Wrong() -> found(new Failed(RejectReason.WRONG_PASSWORD));
      case Right(MsChapV2Answer answer) ->
          new Result.Found(afterPassword(subject, tokens, tried.match(), policy), null, answer);
    };
  }

  /// The two parts of what was typed; `match` is absent where no code was looked for or found.
  private record Shown(SecretOctets password, @Nullable CodeMatch match) {}

  private Shown takeApart(
      SecretOctets secret, List<KeyedToken> tokens, CodePlacement placement, Instant now) {
    if (placement == CodePlacement.CHALLENGE) {
      return new Shown(secret, null);
    }
    var tails =
        digitsOf(tokens).stream()
            .flatMap(digits -> AppendedCode.split(secret, digits).stream())
            .toList();
    return matching(tails, code -> codes.match(tokens, code, now, clockAgrees.getAsBoolean()))
        .or(() -> matching(tails, code -> codes.matchFar(tokens, code, now)))
        .orElseGet(() -> unmatched(secret, tokens, placement));
  }

  private static Optional<Shown> matching(
      List<AppendedCode> tails, Function<OneTimeCode, CodeMatch> check) {
    return tails.stream()
        .map(tail -> new Shown(tail.password(), check.apply(tail.code())))
        .filter(shown -> !(shown.match instanceof NoMatch))
        .findFirst();
  }

  private static Shown unmatched(
      SecretOctets secret, List<KeyedToken> tokens, CodePlacement placement) {
    if (placement == CodePlacement.EITHER) {
      return new Shown(secret, null);
    }
    int digits = tokens.isEmpty() ? USUAL_DIGITS : digitsOf(tokens).getFirst();
    return AppendedCode.split(secret, digits)
        .map(appended -> new Shown(appended.password(), new NoMatch()))
        .orElse(new Shown(secret, null));
  }

  private static List<Integer> digitsOf(List<KeyedToken> tokens) {
    return tokens.stream().map(keyed -> keyed.token().parameters().digits()).distinct().toList();
  }

  private static Finding afterPassword(
      LoginSubject subject,
      List<KeyedToken> tokens,
      @Nullable CodeMatch match,
      GatewayPolicy policy) {
    if (!subject.user().enabled()) {
      return new Refused(RejectReason.DISABLED);
    }
    if (tokens.isEmpty()) {
      return withoutToken(subject, policy);
    }
    return switch (match) {
      case CodeMatch.Matched(var serial, long step, int drift) -> new Matched(serial, step, drift);
      case CodeMatch.OutOfStep(var serial, long step) ->
          policy.code() == CodePlacement.APPENDED
              ? new Failed(RejectReason.CODE_OUT_OF_STEP)
              : new OutOfStep(serial, step);
      case NoMatch() -> new Failed(RejectReason.WRONG_CODE);
      case null ->
          policy.code() == CodePlacement.APPENDED
              ? new Refused(RejectReason.CODE_MISSING)
              : new Asking();
    };
  }

  /// A certificate that is the user's. No second factor can be asked for beside it.
  static Finding certified(LoginSubject subject, GatewayPolicy policy) {
    if (!subject.user().enabled()) {
      return new Refused(RejectReason.DISABLED);
    }
    if (policy.eap().certificateAlone()) {
      return new CertificateAlone(true);
    }
    if (subject.user().everHadToken()) {
      return new Refused(RejectReason.SECOND_FACTOR_MISSING);
    }
    return policy.withoutToken() == WithoutToken.PASSWORD_ALONE
        ? new CertificateAlone(false)
        : new Refused(RejectReason.NO_TOKEN);
  }

  private static Finding withoutToken(LoginSubject subject, GatewayPolicy policy) {
    if (subject.user().everHadToken()) {
      return new Refused(RejectReason.TOKEN_NOT_ACTIVE);
    }
    return policy.withoutToken() == WithoutToken.PASSWORD_ALONE
        ? new PasswordAlone()
        : new Refused(RejectReason.NO_TOKEN);
  }

  /// The answer to a challenge: a code, normalised before anything else is done with it.
  Result answer(LoginSubject subject, SecretOctets typed, ChallengeState challenge, Instant now) {
    var tokens = subject.activeTokens(now);
    if (!subject.user().enabled()) {
      return found(new Refused(RejectReason.DISABLED));
    }
    if (tokens.isEmpty()) {
      return found(new Refused(RejectReason.TOKEN_NOT_ACTIVE));
    }
    return OneTimeCode.parse(typed.revealUtf8())
        .map(code -> stages.time(Stage.CODE, () -> compared(tokens, code, challenge, now)))
        .orElse(found(new Failed(RejectReason.WRONG_CODE)));
  }

  private Result compared(
      List<KeyedToken> tokens, OneTimeCode code, ChallengeState challenge, Instant now) {
    CodeMatch match =
        challenge.next() == null
            ? codes.match(tokens, code, now, clockAgrees.getAsBoolean())
            : nextCode(tokens, challenge.next(), code, now);
    boolean searchFar = match instanceof NoMatch && challenge.next() == null;
    return switch (searchFar ? codes.matchFar(tokens, code, now) : match) {
      case CodeMatch.Matched(var serial, long step, int drift) ->
          found(new Matched(serial, step, drift));
      case CodeMatch.OutOfStep(var serial, long step) -> found(new OutOfStep(serial, step));
      case NoMatch() -> found(new Failed(RejectReason.WRONG_CODE));
    };
  }

  private CodeMatch nextCode(
      List<KeyedToken> tokens, NextCode wanted, OneTimeCode code, Instant now) {
    return tokens.stream()
        .filter(keyed -> keyed.token().serial().equals(wanted.serial()))
        .findFirst()
        .map(keyed -> codes.matchNext(keyed, wanted.step(), code, now, clockAgrees.getAsBoolean()))
        .orElse(new NoMatch());
  }

  private static Result found(Finding finding) {
    return new Result.Found(finding, null, null);
  }
}
