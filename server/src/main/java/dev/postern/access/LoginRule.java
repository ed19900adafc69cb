package dev.postern.access;

import dev.postern.access.Finding.Asking;
import dev.postern.access.Finding.CertificateAlone;
import dev.postern.access.Finding.Failed;
import dev.postern.access.Finding.Late;
import dev.postern.access.Finding.Matched;
import dev.postern.access.Finding.OutOfStep;
import dev.postern.access.Finding.PasswordAlone;
import dev.postern.access.Finding.Proven;
import dev.postern.access.Finding.Refused;
import dev.postern.access.Verdict.Accepted;
import dev.postern.access.Verdict.MayAsk;
import dev.postern.access.Verdict.Rejected;
import dev.postern.token.TokenState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What earlier failures and accepted codes make of an attempt: a pure function, run while the
/// user's lock is held, so that the attempts on one user are judged one after the other on
/// whichever node they come in (S1). An attempt that meets a delay or a lock is not examined: what
/// was found of it is thrown away, right or wrong.
public final class LoginRule {
  /// Requests of one login with different schemes cost one failure within this time (S3).
  private static final Duration ONE_LOGIN = Duration.ofSeconds(10);

  /// What is wrong with a code, or with when it came.
  private static final Set<RejectReason> OF_CODES =
      EnumSet.of(
          RejectReason.WRONG_CODE,
          RejectReason.REPLAYED_CODE,
          RejectReason.CODE_OUT_OF_STEP,
          RejectReason.LATE_ANSWER);

  /// A good source is written down once a day, not at every login.
  public static final Duration GOOD_REFRESH = Duration.ofDays(1);

  private final LimitSettings limits;

  public LoginRule(LimitSettings limits) {
    this.limits = limits;
  }

  /// Decides. `now` is the database's clock, which all nodes share.
  public Ruling rule(Attempt attempt, Standing standing, Instant now) {
    var repeated = repeated(attempt, standing, now);
    if (repeated != null) {
      return Ruling.of(repeated);
    }
    if (standing.source().delayedAt(now)) {
      return Ruling.of(new Rejected(RejectReason.DELAYED));
    }
    if (standing.guard().lockedAt(now) && !knownGood(standing, now)) {
      return Ruling.of(new Rejected(RejectReason.LOCKED));
    }
    var last = standing.guard().last();
    if (last != null && followsCode(attempt, last, now)) {
      return furtherScheme(attempt, standing.guard(), last, last.reason());
    }
    return switch (attempt.finding()) {
      case Failed(RejectReason reason) -> failed(attempt, standing, reason, now);
      case Refused(RejectReason reason) -> answered(attempt, new Rejected(reason));
      case Late() -> late(attempt, standing, now);
      case Asking(), Proven(), OutOfStep(var _, var _) -> Ruling.of(new MayAsk());
      case Matched matched -> matched(attempt, standing, matched, now);
      case CertificateAlone(boolean ofEverybody) -> certificateAlone(standing, ofEverybody);
      case PasswordAlone() -> passwordAlone(attempt, standing, now);
    };
  }

  /// The same answer to the same challenge, or the same packet at another node, gets the same
  /// decision and costs nothing (S5); another answer to a challenge that was answered is stale, and
  /// so is the same one too late.
  private static @Nullable Verdict repeated(Attempt attempt, Standing standing, Instant now) {
    var answered = standing.answered();
    if (answered != null && attempt.answer() != null) {
      boolean same =
          answered.digest().equals(attempt.answer().digest())
              && within(attempt.trace().repeatable(), answered.at(), now);
      return same ? decided(answered.decision()) : new Rejected(RejectReason.STALE_CHALLENGE);
    }
    var last = standing.guard().last();
    return last != null
            && last.packet().equals(attempt.trace().packet())
            && within(Attempt.SAME_PACKET, last.at(), now)
        ? new Rejected(last.reason())
        : null;
  }

  private static Verdict decided(String decision) {
    return decision.equals(Ruling.ACCEPTED)
        ? new Accepted(true)
        : new Rejected(RejectReason.valueOf(decision));
  }

  private static boolean within(Duration period, Instant then, Instant now) {
    return now.isBefore(then.plus(period));
  }

  private boolean knownGood(Standing standing, Instant now) {
    return standing.source().goodWithin(limits.goodFor(), now);
  }

  private static Ruling answered(Attempt attempt, Verdict verdict) {
    return new Ruling(verdict, null, null, null, attempt.answer() != null, false);
  }

  private Ruling matched(Attempt attempt, Standing standing, Matched matched, Instant now) {
    var mark = standing.tokens().get(matched.serial());
    if (!standing.enabled()) {
      return answered(attempt, new Rejected(RejectReason.DISABLED));
    }
    if (mark == null || mark.state() != TokenState.ACTIVE) {
      return answered(attempt, new Rejected(RejectReason.TOKEN_NOT_ACTIVE));
    }
    if (matched.step() > mark.lastStep()) {
      return accepted(attempt, standing, matched, now);
    }
    return matched.step() == mark.lastStep() && sameAgain(attempt, mark, now)
        ? Ruling.of(new Accepted(true))
        : failed(attempt, standing, RejectReason.REPLAYED_CODE, now);
  }

  private static boolean sameAgain(Attempt attempt, Standing.Mark mark, Instant now) {
    var trace = attempt.trace();
    var acceptedAt = mark.acceptedAt();
    if (acceptedAt == null) {
      return false;
    }
    boolean samePacket =
        trace.packet().equals(mark.packet()) && within(Attempt.SAME_PACKET, acceptedAt, now);
    boolean sameSubmission =
        trace.submission() != null
            && trace.submission().equals(mark.submission())
            && within(trace.repeatable(), acceptedAt, now);
    return samePacket || sameSubmission;
  }

  /// Only a complete login ends the counting of failures (S1).
  private Ruling accepted(
      Attempt attempt, Standing standing, @Nullable Matched matched, Instant now) {
    if (attempt.sessions() > 0 && standing.sessions() >= attempt.sessions()) {
      return answered(attempt, new Rejected(RejectReason.TOO_MANY_SESSIONS));
    }
    Guard guard = standing.guard().equals(Guard.CLEAN) ? null : Guard.CLEAN;
    var spent =
        matched == null
            ? null
            : new Ruling.Spent(matched.serial(), matched.step(), matched.drift());
    return new Ruling(
        new Accepted(false),
        guard,
        goodSource(attempt, standing, matched != null, now),
        spent,
        attempt.answer() != null,
        false);
  }

  /// Only both factors make a source a good one (S2).
  private static @Nullable SourceGuard goodSource(
      Attempt attempt, Standing standing, boolean bothFactors, Instant now) {
    var known = standing.source();
    boolean current = known.failures() == 0 && known.goodWithin(GOOD_REFRESH, now);
    if (attempt.trace().source().isEmpty() || current) {
      return null;
    }
    return new SourceGuard(0, null, bothFactors ? now : known.goodAt());
  }

  /// Asked again under the lock, since a token may have come meanwhile (S7).
  private Ruling passwordAlone(Attempt attempt, Standing standing, Instant now) {
    if (!standing.enabled()) {
      return answered(attempt, new Rejected(RejectReason.DISABLED));
    }
    return standing.everHadToken()
        ? answered(attempt, new Rejected(RejectReason.TOKEN_NOT_ACTIVE))
        : accepted(attempt, standing, null, now);
  }

  /// Nothing of a password was guessed right, so the failures with it go on counting (S1).
  private static Ruling certificateAlone(Standing standing, boolean ofEverybody) {
    if (!standing.enabled()) {
      return Ruling.rejected(RejectReason.DISABLED);
    }
    return standing.everHadToken() && !ofEverybody
        ? Ruling.rejected(RejectReason.SECOND_FACTOR_MISSING)
        : Ruling.of(new Accepted(false));
  }

  private Ruling failed(Attempt attempt, Standing standing, RejectReason reason, Instant now) {
    var guard = standing.guard();
    var trace = attempt.trace();
    var verdict = new Rejected(reason);
    var before = guard.last();
    if (before != null && furtherScheme(attempt, before, now)) {
      return furtherScheme(attempt, guard, before, reason);
    }
    int failures = guard.failures() + 1;
    int unknown = guard.unknownFailures() + (knownGood(standing, now) ? 0 : 1);
    Instant lockedUntil =
        unknown >= limits.unknownFailures() && unknown > guard.unknownFailures()
            ? now.plus(limits.lock())
            : guard.lockedUntil();
    var last = new Guard.LastFailure(now, trace.packet(), trace.login(), attempt.schemes(), reason);
    return new Ruling(
        verdict,
        new Guard(failures, unknown, lockedUntil, last),
        failedSource(attempt, standing.source(), now),
        null,
        attempt.answer() != null,
        attempt.known() && failures >= limits.suspendAfter());
  }

  /// Costs nothing, but is remembered for the schemes that a gateway tries after it (S3).
  private static Ruling late(Attempt attempt, Standing standing, Instant now) {
    var guard = standing.guard();
    var trace = attempt.trace();
    var reason = RejectReason.LATE_ANSWER;
    var last = new Guard.LastFailure(now, trace.packet(), trace.login(), attempt.schemes(), reason);
    var seen = new Guard(guard.failures(), guard.unknownFailures(), guard.lockedUntil(), last);
    return new Ruling(new Rejected(reason), seen, null, null, false, false);
  }

  /// Whether it is the same login by schemes that were not tried yet (S3).
  private static boolean furtherScheme(Attempt attempt, Guard.LastFailure last, Instant now) {
    return last.login().equals(attempt.trace().login())
        && now.isBefore(last.at().plus(ONE_LOGIN))
        && (last.schemes() & attempt.schemes()) == 0;
  }

  /// A gateway that tries every scheme shows the password once more after the code was wrong or
  /// late: that is answered as the code was (S3).
  private static boolean followsCode(Attempt attempt, Guard.LastFailure last, Instant now) {
    boolean code = OF_CODES.contains(last.reason());
    return code && attempt.answer() == null && furtherScheme(attempt, last, now);
  }

  private static Ruling furtherScheme(
      Attempt attempt, Guard guard, Guard.LastFailure before, RejectReason reason) {
    int schemes = before.schemes() | attempt.schemes();
    var next =
        new Guard.LastFailure(
            before.at(), attempt.trace().packet(), before.login(), schemes, reason);
    var seen = new Guard(guard.failures(), guard.unknownFailures(), guard.lockedUntil(), next);
    return new Ruling(new Rejected(reason), seen, null, null, attempt.answer() != null, false);
  }

  private @Nullable SourceGuard failedSource(Attempt attempt, SourceGuard source, Instant now) {
    if (attempt.trace().source().isEmpty()) {
      return null;
    }
    int failures = source.failures() + 1;
    Duration delay = limits.delayAfter(failures);
    return new SourceGuard(failures, delay.isZero() ? null : now.plus(delay), source.goodAt());
  }
}
