package dev.postern.access;

import dev.postern.access.AccessDecision.Challenge;
import dev.postern.access.Finding.OutOfStep;
import dev.postern.secondfactor.ChallengeState;
import dev.postern.secondfactor.ChallengeState.NextCode;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a user is asked, and the State that it is asked by.
final class Questions {
  private static final String NEXT_CODE_PROMPT = "Enter the next token code";

  private final AccessParts parts;
  private final LoginTimes times;

  Questions(AccessParts parts, LoginTimes times) {
    this.parts = parts;
    this.times = times;
  }

  /// Asks for a code.
  AccessDecision ask(Login login, @Nullable ChallengeState before, String rejection) {
    var state = question(login, before, login.policy().challengeLife()).rejecting(rejection);
    return sent(login, state, login.policy().prompt());
  }

  /// Asks for the code that follows, which takes up to two steps of the token and a minute (S6).
  /// Where everybody is asked the words are the usual ones, or they would tell that the password
  /// was right (S8).
  AccessDecision next(
      Login login,
      LoginSubject subject,
      @Nullable ChallengeState before,
      OutOfStep next,
      String rejection) {
    var usual = login.policy().challengeLife();
    var least = subject.periodOf(next.serial()).multipliedBy(2).plusMinutes(1);
    var life = usual.compareTo(least) < 0 ? least : usual;
    var wanted = new NextCode(next.serial(), next.step());
    var state = question(login, before, life).wanting(wanted).rejecting(rejection);
    var policy = login.policy();
    return sent(login, state, policy.challengeAlways() ? policy.prompt() : NEXT_CODE_PROMPT);
  }

  private ChallengeState question(Login login, @Nullable ChallengeState before, Duration life) {
    return new ChallengeState(
        new UUID(parts.random().nextLong(), parts.random().nextLong()),
        login.user(),
        login.now().plus(life),
        before == null ? 0 : before.asked() + 1,
        ChallengeState.NONE,
        null,
        login.opening().carried());
  }

  private AccessDecision sent(Login login, ChallengeState state, String prompt) {
    parts.meter().challenged(Duration.between(login.now(), state.expires()));
    return new Challenge(
        parts.challenges().seal(state, login.request().gateway().name()),
        prompt,
        login.policy().challengeAlways() ? times.floor(login) : Duration.ZERO);
  }
}
