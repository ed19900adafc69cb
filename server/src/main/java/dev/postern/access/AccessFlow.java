package dev.postern.access;

import dev.postern.access.AccessDecision.Accept;
import dev.postern.access.AccessDecision.Discard;
import dev.postern.access.AccessDecision.Prove;
import dev.postern.access.AccessDecision.Reject;
import dev.postern.access.Examination.Result.Found;
import dev.postern.access.Examination.Result.TooBusy;
import dev.postern.access.Finding.Asking;
import dev.postern.access.Finding.Failed;
import dev.postern.access.Finding.Late;
import dev.postern.access.Finding.OutOfStep;
import dev.postern.access.Finding.Proven;
import dev.postern.access.Finding.Refused;
import dev.postern.access.LoginMeter.Stage;
import dev.postern.access.Verdict.Accepted;
import dev.postern.access.Verdict.MayAsk;
import dev.postern.access.Verdict.Rejected;
import dev.postern.crypto.KeyRing;
import dev.postern.gateway.GatewayPolicy;
import dev.postern.mschap.PasswordProof.None;
import dev.postern.mschap.PasswordProof.Plain;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.secondfactor.ChallengeState;
import dev.postern.user.LoginName;
import dev.postern.user.UserId;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides a login. The two factors meet here and nowhere else: whoever has read [#decide] and
/// [LoginRule] has read the whole rule.
///
/// First it finds out what the request shows ([Examination]); then [Logins#settle] judges that in
/// the light of earlier failures and accepted codes, and commits the verdict with its audit; only
/// then is anything said to the gateway.
public final class AccessFlow {
  private final AccessParts parts;
  private final Examination examination;
  private final Traces traces;
  private final StageClock stages;
  private final LoginTimes times;
  private final Questions questions;

  public AccessFlow(AccessParts parts) {
    this.parts = parts;
    this.stages = new StageClock(parts.meter(), parts.nanos());
    this.examination =
        new Examination(parts.passwords(), parts.codes(), parts.clockAgrees(), stages);
    this.traces = new Traces(parts.keys());
    this.times = new LoginTimes(parts);
    this.questions = new Questions(parts, times);
  }

  /// Works with another key ring from now on. Challenges that are open stay so; of a reply that was
  /// lost at that very moment, the repetition counts as a new attempt.
  public void take(KeyRing ring) {
    parts.challenges().take(ring);
    traces.take(ring);
  }

  RandomGenerator random() {
    return parts.random();
  }

  /// The clock that nobody sets.
  long nanos() {
    return parts.nanos().getAsLong();
  }

  /// Decides an Access-Request. A store that is away is a failure, thrown.
  public AccessDecision decide(AccessRequest request) {
    return decide(request, RejectReason.BAD_NAME, this::decide);
  }

  /// Rejects a request in which there was nothing to examine.
  AccessDecision refuse(AccessRequest request, RejectReason reason) {
    return decide(
        request, reason, login -> settle(login, subject(login), null, new Refused(reason)));
  }

  private AccessDecision decide(
      AccessRequest request, RejectReason nameless, Function<Login, AccessDecision> decided) {
    var policy = request.policy();
    var trace = traces.of(request, policy.budget(), parts.clock().instant());
    return parts
        .names()
        .parse(request.userName())
        .map(name -> decided.apply(login(request, policy, trace, name)))
        .orElseGet(() -> nameless(nobody(request, policy, trace), nameless));
  }

  private static Login login(
      AccessRequest request, GatewayPolicy policy, Attempt.Trace trace, LoginName name) {
    var user = UserId.of(name.realm(), name.name());
    var opening = new Opening(request.scheme(), null);
    return new Login(request, policy, trace, user, name.realm() + "/" + name.name(), opening);
  }

  private AccessDecision decide(Login login) {
    var subject = subject(login);
    if (login.request().proof() instanceof None) {
      return settle(login, subject, null, new Refused(RejectReason.NO_PASSWORD));
    }
    var state = login.request().state();
    if (state != null) {
      return login.request().proof() instanceof Plain(SecretOctets typed)
          ? resume(login, subject, state, typed)
          : settle(login, subject, null, new Refused(RejectReason.UNSUPPORTED_SCHEME));
    }
    if (subject.isEmpty()) {
      return settle(login, subject, null, new Failed(RejectReason.UNKNOWN_USER));
    }
    return conclude(login, subject, null, first(login, subject.get()));
  }

  /// Decides a proof whose client wants the server's own before anything else is said (RFC 2759,
  /// section 5): not at all if that may be shown, and else for good. A delay or a lock hides
  /// whether it was right, as ever; that everybody is asked (S8) can't be kept up here, for who
  /// knows a password knows the server's proof to be made with another.
  AccessDecision prove(AccessRequest request) {
    return decide(request, RejectReason.BAD_NAME, this::prove);
  }

  private AccessDecision prove(Login login) {
    var subject = subject(login);
    var found = subject.map(known -> first(login, known)).orElse(UNKNOWN);
    if (!(found instanceof Found(Finding finding, var _, var answer))) {
      return new Discard("password checks are queued to the bound");
    }
    boolean right = answer != null && !(finding instanceof Failed || finding instanceof Refused);
    return switch (verdict(login, subject, null, right ? new Proven() : finding)) {
      case Rejected(RejectReason reason) -> new Reject(reason, times.floor(login));
      case MayAsk(), Accepted(var _) -> {
        var request = login.request();
        yield new Prove(
            Objects.requireNonNull(answer),
            new Pending(request.userName(), request.proof(), subject.orElseThrow(), finding));
      }
    };
  }

  private static final Found UNKNOWN = new Found(new Failed(RejectReason.UNKNOWN_USER), null, null);

  /// Decides what [#prove] left open. `request` came with the client's consent.
  AccessDecision complete(AccessRequest request, Pending rest) {
    var shows = request.showing(rest.name(), rest.proof(), null);
    return decide(shows, RejectReason.BAD_NAME, login -> complete(login, rest));
  }

  /// What is to be asked may be, as was judged when the proof was.
  private AccessDecision complete(Login login, Pending rest) {
    var subject = Optional.of(rest.subject());
    return switch (rest.finding()) {
      case Asking(), OutOfStep(var _, var _) ->
          spoken(login, subject, null, rest.finding(), new MayAsk());
      case Finding finding -> settle(login, subject, null, finding);
    };
  }

  /// Decides for whom a certificate named, who is `request`'s; `outer` is what the client called
  /// itself before that, and may hide who it is (RFC 9190, section 2.1.4), but be no other's name.
  AccessDecision certified(AccessRequest request, String outer) {
    return decide(request, RejectReason.BAD_NAME, login -> certified(login, outer));
  }

  private AccessDecision certified(Login login, String outer) {
    var subject = subject(login);
    var finding =
        contradicts(outer, login.user())
            ? new Refused(RejectReason.EAP_NAME_CONTRADICTS)
            : subject
                .map(known -> Examination.certified(known, login.policy()))
                .orElse(new Refused(RejectReason.UNKNOWN_USER));
    return settle(login, subject, null, finding);
  }

  private boolean contradicts(String outer, UserId user) {
    int at = outer.lastIndexOf('@');
    String local = at < 0 ? outer : outer.substring(0, at);
    boolean hidden = local.isEmpty() || local.equalsIgnoreCase("anonymous");
    return !hidden
        && parts
            .names()
            .parse(outer)
            .map(name -> !UserId.of(name.realm(), name.name()).equals(user))
            .orElse(true);
  }

  private Optional<LoginSubject> subject(Login login) {
    return stages.time(
        Stage.DATABASE, () -> parts.logins().find(login.user(), times.patience(login)));
  }

  private Examination.Result first(Login login, LoginSubject subject) {
    return login.request().proof() instanceof Plain(SecretOctets password)
        ? examination.first(subject, password, login.policy(), login.now())
        : examination.proven(subject, login.request().proof(), login.policy(), login.now());
  }

  /// Goes on with a challenge, which any node may have sent; a State that is none of ours or
  /// another user's, or whose time is over, is rejected and costs nothing (RFC 5080, section
  /// 2.1.1).
  private AccessDecision resume(
      Login login, Optional<LoginSubject> subject, Octets sent, SecretOctets typed) {
    var challenge =
        parts
            .challenges()
            .open(sent, login.request().gateway().name())
            .filter(state -> state.user().equals(login.user()));
    if (challenge.isEmpty()) {
      return settle(login, subject, null, new Refused(RejectReason.STALE_CHALLENGE));
    }
    var state = challenge.get();
    if (!login.now().isBefore(state.expires())) {
      return settle(login, subject, null, new Late());
    }
    var begun = login.begunBy(Opening.of(state));
    if (!state.rejection().isEmpty()) {
      return decoy(begun, subject, state, typed);
    }
    if (subject.isEmpty()) {
      return settle(begun, subject, state, new Failed(RejectReason.UNKNOWN_USER));
    }
    return conclude(
        begun, subject, state, examination.answer(subject.get(), typed, state, login.now()));
  }

  /// The answer to a decoy (S8) is rejected, but where a real one would be asked for its next code
  /// so is this, or being asked would tell that the password was right.
  private AccessDecision decoy(
      Login login, Optional<LoginSubject> subject, ChallengeState state, SecretOctets typed) {
    var reason = RejectReason.valueOf(state.rejection());
    var verdict = verdict(login, subject, state, new Refused(reason));
    boolean examined = verdict.equals(new Rejected(reason)); // meets no delay, which hides all
    var shown = subject.map(known -> examination.answer(known, typed, state, login.now()));
    return examined && shown.orElse(null) instanceof Found(OutOfStep next, var _, var _)
        ? questions.next(login, subject.orElseThrow(), state, next, state.rejection())
        : spoken(login, subject, state, new Refused(reason), verdict);
  }

  private AccessDecision conclude(
      Login login,
      Optional<LoginSubject> subject,
      @Nullable ChallengeState answered,
      Examination.Result result) {
    return switch (result) {
      case TooBusy() -> new Discard("password checks are queued to the bound");
      case Found found -> {
        var verdict = verdict(login, subject, answered, found.finding());
        upgrade(login, subject, found.password(), verdict);
        var proven = login.answeredBy(found.answer());
        yield spoken(proven, subject, answered, found.finding(), verdict);
      }
    };
  }

  /// A verdict that repeats another's brings no news of the password.
  private void upgrade(
      Login login,
      Optional<LoginSubject> subject,
      @Nullable SecretOctets password,
      Verdict verdict) {
    if (password != null && subject.isPresent() && !(verdict instanceof Rejected)) {
      parts.upgrades().passwordRight(subject.get(), password);
    }
    if (verdict.equals(new Accepted(false))) {
      parts.upgrades().loginComplete(login.user());
    }
  }

  private AccessDecision settle(
      Login login,
      Optional<LoginSubject> subject,
      @Nullable ChallengeState answered,
      Finding finding) {
    return conclude(login, subject, answered, new Found(finding, null, null));
  }

  private Verdict verdict(
      Login login,
      Optional<LoginSubject> subject,
      @Nullable ChallengeState answered,
      Finding finding) {
    var attempt =
        new Attempt(
            login.user(),
            login.name(),
            subject.isPresent(),
            login.trace(),
            answer(login, answered),
            finding,
            login.policy().sessions().most());
    var verdict =
        stages.time(Stage.DATABASE, () -> parts.logins().settle(attempt, times.patience(login)));
    if (verdict instanceof Rejected(RejectReason reason) && byPassword(reason) && !tried(login)) {
      parts.meter().passwordFailed(login.trace().gateway(), login.trace().source(), login.user());
    }
    return verdict;
  }

  private static boolean byPassword(RejectReason reason) {
    return reason == RejectReason.WRONG_PASSWORD || reason == RejectReason.UNKNOWN_USER;
  }

  /// Whether somebody tries the server from a FortiGate's own pages (S10).
  private static boolean tried(Login login) {
    return login.request().described().connectInfo().equals("test")
        && login.name().endsWith("/test01");
  }

  /// A decoy's decision stands in its State, and needs no remembering: a guess costs no row (S8).
  private Attempt.@Nullable Answer answer(Login login, @Nullable ChallengeState answered) {
    var typed = login.request().password();
    return answered != null && answered.rejection().isEmpty() && typed != null
        ? new Attempt.Answer(
            answered.id(),
            traces.answer(login.request(), typed),
            answered.expires(),
            login.opening().scheme())
        : null;
  }

  private AccessDecision spoken(
      Login login,
      Optional<LoginSubject> subject,
      @Nullable ChallengeState answered,
      Finding finding,
      Verdict verdict) {
    return switch (verdict) {
      case Accepted(var _) -> new Accept(subject.orElseThrow().user(), login.opening().answer());
      case MayAsk() ->
          finding instanceof OutOfStep next
              ? questions.next(login, subject.orElseThrow(), answered, next, ChallengeState.NONE)
              : questions.ask(login, answered, ChallengeState.NONE);
      case Rejected(RejectReason reason) -> rejected(login, answered, reason);
    };
  }

  /// Where everybody is asked, so is who will be rejected (S8), and asked again as often as anybody
  /// else; where the gateway allows it, a wrong code is asked for again (S6).
  private AccessDecision rejected(
      Login login, @Nullable ChallengeState answered, RejectReason reason) {
    boolean hidden = login.policy().challengeAlways();
    if (answered == null) {
      return hidden && login.request().state() == null
          ? questions.ask(login, null, reason.name())
          : new Reject(reason, times.floor(login));
    }
    boolean genuine = reason == RejectReason.WRONG_CODE && answered.rejection().isEmpty();
    boolean again = (genuine || hidden) && answered.asked() < login.policy().freshChallenges();
    return again
        ? questions.ask(login, answered, genuine ? ChallengeState.NONE : reason.name())
        : new Reject(reason, times.floor(login));
  }

  private static Login nobody(AccessRequest request, GatewayPolicy policy, Attempt.Trace trace) {
    return new Login(request, policy, trace, NOBODY, "", new Opening(request.scheme(), null));
  }

  /// A name that can be nobody's is answered like one that is unknown, and there is no user whose
  /// failures could be counted.
  private AccessDecision nameless(Login login, RejectReason reason) {
    parts.logins().note(LoginAudit.nameless(login.trace(), reason), times.patience(login));
    return rejected(login, null, reason);
  }

  private static final UserId NOBODY = new UserId(new UUID(0, 0));
}
