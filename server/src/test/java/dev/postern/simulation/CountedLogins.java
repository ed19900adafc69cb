package dev.postern.simulation;

import dev.postern.access.Attempt;
import dev.postern.access.Finding;
import dev.postern.access.LimitSettings;
import dev.postern.access.LoginSubject;
import dev.postern.access.Logins;
import dev.postern.access.RejectReason;
import dev.postern.access.Verdict;
import dev.postern.access.Verdict.Accepted;
import dev.postern.access.Verdict.Rejected;
import dev.postern.audit.AuditEntry;
import dev.postern.octets.Octets;
import dev.postern.testing.LoginWorld;
import dev.postern.user.UserId;
import dev.postern.user.UserStanding;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The store, with the books kept a second time beside it: every failure is counted, none of them
/// twice (S1, S3), nobody is delayed without reason, and no step of a token is spent twice.
final class CountedLogins implements Logins {
  private static final Duration SAME_PACKET = Duration.ofSeconds(30); // S5

  private static final int FREE = LimitSettings.DEFAULT.freeFailures();
  private static final int LOCKS = LimitSettings.DEFAULT.unknownFailures();

  private record Source(UserId user, String source) {}

  private record Spent(UserId user, long step) {} // one token each

  private record Failure(Octets packet, Duration at) {}

  private record Answer(UUID challenge, Octets digest) {}

  private final LoginWorld world;
  private final Timeline timeline;
  private final Checks checks;
  private final Map<UserId, Failure> lastFailed = new HashMap<>();
  private final Map<UserId, Integer> failures = new HashMap<>();
  private final Map<Source, Integer> bySource = new HashMap<>();
  private final Map<Spent, String> spentFrom = new HashMap<>();
  private final Set<Answer> answered = new HashSet<>();
  private final Map<String, Duration> delayed = new HashMap<>();

  CountedLogins(LoginWorld world, Timeline timeline, Checks checks) {
    this.world = world;
    this.timeline = timeline;
    this.checks = checks;
  }

  /// Whether a login from this source was delayed or locked out since then.
  boolean delayedSince(String source, Duration then) {
    return Optional.ofNullable(delayed.get(source))
        .filter(at -> at.compareTo(then) >= 0)
        .isPresent();
  }

  /// Whether this code came in from another source.
  boolean spentElsewhere(String user, long step, String source) {
    return Optional.ofNullable(spentFrom.get(new Spent(LoginWorld.id(user), step)))
        .filter(other -> !other.equals(source))
        .isPresent();
  }

  @Override
  public Optional<LoginSubject> find(UserId user, Duration patience) {
    return world.logins().find(user, patience);
  }

  @Override
  public Verdict settle(Attempt attempt, Duration patience) {
    var verdict = world.logins().settle(attempt, patience);
    int counted =
        world.people().users().find(attempt.user()).map(UserStanding::failures).orElse(0)
            - failures.getOrDefault(attempt.user(), 0);
    switch (verdict) {
      case Accepted(boolean repeated) when !repeated -> spent(attempt);
      case Rejected(RejectReason reason) -> rejected(attempt, reason, counted);
      case Accepted(var _), Verdict.MayAsk() -> expect(counted == 0, "counted", attempt);
    }
    if (attempt.answer() != null && !(verdict instanceof Verdict.MayAsk)) {
      answered.add(new Answer(attempt.answer().challenge(), attempt.answer().digest()));
    }
    return verdict;
  }

  private void spent(Attempt attempt) {
    if (attempt.finding() instanceof Finding.Matched(var _, long step, var _)) {
      var before = spentFrom.put(new Spent(attempt.user(), step), attempt.trace().source());
      expect(before == null, "the step was spent before", attempt);
    }
    failures.remove(attempt.user());
    lastFailed.remove(attempt.user());
    bySource.remove(source(attempt));
  }

  private void rejected(Attempt attempt, RejectReason reason, int counted) {
    switch (reason) {
      case DELAYED -> waits(attempt, bySource.getOrDefault(source(attempt), 0) >= FREE);
      case LOCKED -> waits(attempt, failures.getOrDefault(attempt.user(), 0) >= LOCKS);
      case STALE_CHALLENGE, LATE_ANSWER ->
          expect(counted == 0, "a stale State or a late answer was counted", attempt);
      case WRONG_PASSWORD, WRONG_CODE, REPLAYED_CODE -> guessed(attempt, counted);
      case BAD_NAME,
          UNKNOWN_USER,
          NO_PASSWORD,
          UNSUPPORTED_SCHEME,
          PASSWORD_NOT_KEPT,
          CODE_MISSING,
          CODE_OUT_OF_STEP,
          DISABLED,
          NO_TOKEN,
          TOKEN_NOT_ACTIVE,
          TOO_MANY_SESSIONS,
          EAP_OFF,
          EAP_NO_METHOD,
          EAP_NO_CONVERSATION,
          EAP_BROKEN,
          EAP_TLS,
          EAP_CERTIFICATE_REFUSED,
          EAP_CLIENT_CERTIFICATE_MISSING,
          EAP_CLIENT_CERTIFICATE_UNKNOWN_CA,
          EAP_CLIENT_CERTIFICATE_OUT_OF_DATE,
          EAP_CLIENT_CERTIFICATE_REVOKED,
          EAP_CLIENT_CERTIFICATE_NO_CRL,
          EAP_CLIENT_CERTIFICATE_UNFIT,
          EAP_CLIENT_CERTIFICATE_NAME,
          EAP_NAME_CONTRADICTS,
          SECOND_FACTOR_MISSING,
          EAP_NO_EXTENDED_MASTER_SECRET,
          EAP_PROOF_REFUSED,
          EAP_INNER_METHOD ->
          expect(false, "rejected as " + reason, attempt);
    }
  }

  private void waits(Attempt attempt, boolean earned) {
    expect(earned, "made to wait without failures", attempt);
    delayed.put(attempt.trace().source(), timeline.now());
  }

  private void guessed(Attempt attempt, int counted) {
    var packet = attempt.trace().packet();
    @Nullable Failure last = lastFailed.get(attempt.user());
    boolean samePacket =
        last != null
            && last.packet.equals(packet)
            && timeline.now().minus(last.at).compareTo(SAME_PACKET) < 0;
    var answer = attempt.answer();
    boolean again =
        samePacket
            || (answer != null
                && answered.contains(new Answer(answer.challenge(), answer.digest())));
    if (counted == 0) {
      expect(again, "a guess was free", attempt);
      return;
    }
    expect(counted == 1, "one guess cost " + counted, attempt);
    expect(!again, "one guess was counted twice", attempt);
    failures.merge(attempt.user(), 1, Integer::sum);
    bySource.merge(source(attempt), 1, Integer::sum);
    lastFailed.put(attempt.user(), new Failure(packet, timeline.now()));
  }

  private void expect(boolean holds, String otherwise, Attempt attempt) {
    if (!holds) {
      checks.broken(otherwise + ": " + attempt.shownName() + " from " + attempt.trace().source());
    }
  }

  private static Source source(Attempt attempt) {
    return new Source(attempt.user(), attempt.trace().source());
  }

  @Override
  public void note(AuditEntry entry, Duration patience) {
    world.logins().note(entry, patience);
  }
}
