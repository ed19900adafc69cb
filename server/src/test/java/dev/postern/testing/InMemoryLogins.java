package dev.postern.testing;

import dev.postern.access.Attempt;
import dev.postern.access.Guard;
import dev.postern.access.LoginAudit;
import dev.postern.access.LoginRule;
import dev.postern.access.LoginSubject;
import dev.postern.access.Logins;
import dev.postern.access.RejectReason;
import dev.postern.access.Ruling;
import dev.postern.access.SourceGuard;
import dev.postern.access.Standing;
import dev.postern.access.Verdict;
import dev.postern.accounting.Session;
import dev.postern.accounting.SessionFilter;
import dev.postern.accounting.SessionPosition;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.PasswordHash;
import dev.postern.testing.InMemoryPeople.TokenRow;
import dev.postern.token.KeyedToken;
import dev.postern.token.Token;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.user.RecoverableSecret;
import dev.postern.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Logins in memory: the same rule, under the one lock of [InMemoryPeople].
public final class InMemoryLogins implements Logins {
  private record Awaited(UserId user, Attempt.Trace trace, Instant until) {}

  private record SourceKey(UserId user, String source) {}

  private record Used(Instant at, Attempt.Trace trace) {}

  final Set<String> gateways = new HashSet<>();
  private final InMemoryPeople people;
  private final LoginRule rule;
  private final Map<UserId, Guard> guards = new HashMap<>();
  private final Map<SourceKey, SourceGuard> sources = new HashMap<>();
  private final Map<TokenSerial, Used> used = new HashMap<>();
  private final Map<UUID, Standing.Answered> answers = new HashMap<>();
  private final List<Awaited> awaited = new ArrayList<>();
  final InMemorySessions sessions = new InMemorySessions();

  InMemoryLogins(InMemoryPeople people, LoginRule rule) {
    this.people = people;
    this.rule = rule;
  }

  @Override
  public Optional<LoginSubject> find(UserId user, Duration patience) {
    synchronized (people) {
      return Optional.ofNullable(people.rows.get(user))
          .map(row ->
              new LoginSubject(
                  row.user(),
                  row.password().hashText().map(PasswordHash::of).orElse(null),
                  recoverable(row),
                  tokens(user).stream().map(InMemoryLogins::keyed).toList()));
    }
  }

  private static @Nullable RecoverableSecret recoverable(InMemoryPeople.Row row) {
    var kept = row.password().secret();
    return kept == null
        ? null
        : RecoverableSecret.unseal(kept.sealed(), LoginWorld.SEALER, row.user().id());
  }

  private List<TokenRow> tokens(UserId user) {
    return people.tokensBySerial.values().stream()
        .filter(row -> user.equals(row.token().owner()))
        .toList();
  }

  private static KeyedToken keyed(TokenRow row) {
    String identity = row.token().serial().sealingIdentity();
    return new KeyedToken(row.token(), LoginWorld.SEALER.unseal(row.key(), identity));
  }

  @Override
  public Verdict settle(Attempt attempt, Duration patience) {
    synchronized (people) {
      var ruling = confirmed(attempt, rule.rule(attempt, standing(attempt), now()));
      write(attempt, ruling);
      people.audit(LoginAudit.entry(attempt, ruling));
      return ruling.verdict();
    }
  }

  private Instant now() {
    return people.clock.instant();
  }

  private Standing standing(Attempt attempt) {
    var row = people.rows.get(attempt.user());
    var marks = new HashMap<TokenSerial, Standing.Mark>();
    tokens(attempt.user()).forEach(token -> marks.put(token.token().serial(), mark(token.token())));
    var answer = attempt.answer();
    return new Standing(
        guards.getOrDefault(attempt.user(), Guard.CLEAN),
        sources.getOrDefault(source(attempt), SourceGuard.CLEAN),
        row != null && row.user().enabled(),
        row != null && row.user().everHadToken(),
        marks,
        answer == null ? null : answers.get(answer.challenge()),
        attempt.sessions() == 0 ? 0 : open(attempt));
  }

  /// Those that a gateway told of, and logins for which it may still do so.
  private int open(Attempt attempt) {
    var user = attempt.user();
    var told = sessions.page(new SessionFilter(user, null, false), SessionPosition.START, 1000);
    var tied = told.stream().map(session -> session.subject().login()).toList();
    long awaiting =
        awaited.stream()
            .filter(one -> one.user.equals(user) && one.until.isAfter(now()))
            .filter(one -> !one.trace.packet().equals(attempt.trace().packet()))
            .filter(one -> !tied.contains(one.trace.requestId()))
            .count();
    return (int) (awaiting + told.stream().filter(Session::open).count());
  }

  private static SourceKey source(Attempt attempt) {
    return new SourceKey(attempt.user(), attempt.trace().source());
  }

  private Standing.Mark mark(Token token) {
    @Nullable Used last = used.get(token.serial());
    return last == null
        ? new Standing.Mark(token.state(), token.lastStep(), null, null, null)
        : new Standing.Mark(
            token.state(), token.lastStep(), last.at, last.trace.packet(), last.trace.submission());
  }

  private Ruling confirmed(Attempt attempt, Ruling ruling) {
    boolean refused = ruling.spent() != null && !gateways.contains(attempt.trace().gateway());
    return refused ? Ruling.rejected(RejectReason.DISABLED) : ruling;
  }

  private void write(Attempt attempt, Ruling ruling) {
    if (ruling.spent() != null) {
      spend(attempt, ruling.spent());
    }
    if (ruling.guard() != null) {
      guards.put(attempt.user(), ruling.guard());
      people.failures.put(attempt.user(), ruling.guard().failures());
    }
    if (ruling.source() != null && attempt.known()) {
      sources.put(source(attempt), ruling.source());
    }
    if (ruling.answers()) {
      var answer = Objects.requireNonNull(attempt.answer());
      var answered = new Standing.Answered(answer.digest(), ruling.decision(), now());
      answers.putIfAbsent(answer.challenge(), answered);
    }
    if (attempt.sessions() > 0 && ruling.verdict().equals(new Verdict.Accepted(false))) {
      awaited.add(new Awaited(attempt.user(), attempt.trace(), now().plusSeconds(30)));
    }
    if (ruling.suspends()) {
      tokens(attempt.user()).forEach(this::suspend);
    }
  }

  private void spend(Attempt attempt, Ruling.Spent spent) {
    var row = Objects.requireNonNull(people.tokensBySerial.get(spent.serial()));
    put(row, row.token().spent(spent.step()).drifted(spent.drift()));
    used.put(spent.serial(), new Used(now(), attempt.trace()));
  }

  private void suspend(TokenRow row) {
    Token token = row.token();
    if (token.state() == TokenState.ACTIVE) {
      put(row, token.in(TokenState.SUSPENDED));
    }
  }

  private void put(TokenRow row, Token token) {
    people.tokensBySerial.put(token.serial(), new TokenRow(token, row.key()));
  }

  @Override
  public void note(AuditEntry entry, Duration patience) {
    synchronized (people) {
      people.audit(entry);
    }
  }
}
