package dev.postern.access;

import dev.postern.token.TokenSerial;
import org.jspecify.annotations.Nullable;

/// A verdict and what is to be written with it: what is absent stays as it is.
public record Ruling(
    Verdict verdict,
    @Nullable Guard guard,
    @Nullable SourceGuard source,
    @Nullable Spent spent,
    boolean answers,
    boolean suspends) {
  static final String ACCEPTED = "ACCEPTED";

  /// The step of a token that is spent now: accepted if it is still later than the last.
  public record Spent(TokenSerial serial, long step, int drift) {}

  /// A rejection that changes nothing.
  public static Ruling rejected(RejectReason reason) {
    return of(new Verdict.Rejected(reason));
  }

  static Ruling of(Verdict verdict) {
    return new Ruling(verdict, null, null, null, false, false);
  }

  /// How the decision stands in `answered_challenges`.
  public String decision() {
    return switch (verdict) {
      case Verdict.Accepted(var _) -> ACCEPTED;
      case Verdict.Rejected(RejectReason reason) -> reason.name();
      case Verdict.MayAsk() -> throw new AssertionError("a question answers nothing");
    };
  }
}
