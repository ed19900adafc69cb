package dev.postern.store;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.postern.access.Attempt;
import dev.postern.access.LoginAudit;
import dev.postern.access.LoginRule;
import dev.postern.access.LoginSubject;
import dev.postern.access.Logins;
import dev.postern.access.RejectReason;
import dev.postern.access.Ruling;
import dev.postern.access.Verdict;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.PasswordHash;
import dev.postern.crypto.Sealed;
import dev.postern.crypto.Sealer;
import dev.postern.store.Grouping.Bounds;
import dev.postern.store.LoginReads.Stored;
import dev.postern.store.LoginWrites.Ruled;
import dev.postern.store.LoginWrites.SpentStep;
import dev.postern.token.KeyedToken;
import dev.postern.user.RecoverableSecret;
import dev.postern.user.UserId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Logins in PostgreSQL. Look-ups of many logins travel in one statement, verdicts and notes of
/// many in one transaction; the rule is [LoginRule]'s, run while the users' locks are held.
public final class PgLogins implements Logins, AutoCloseable {
  private static final Bounds LOOK_UPS = new Bounds(1, 256, 8192);
  private static final Bounds VERDICTS = new Bounds(1, 256, 8192);
  private static final Bounds NOTES = new Bounds(1, 256, 8192);

  private final Database database;
  private final LoginRule rule;
  private final Sealer sealer;
  private final UnhinderedLogins unhindered;
  private final Grouping<UserId, Optional<Stored>> lookUps;
  private final Grouping<Attempt, Verdict> verdicts;
  private final Grouping<AuditEntry, AuditEntry> notes;
  private volatile boolean unknownNamesFull;

  public PgLogins(Database database, LoginRule rule, Sealer sealer) {
    this.database = database;
    this.rule = rule;
    this.sealer = sealer;
    this.unhindered = new UnhinderedLogins(database, rule);
    this.lookUps = new Grouping<>("look-up", LOOK_UPS, _ -> new Object(), this::lookUp);
    this.verdicts = new Grouping<>("verdict", VERDICTS, Attempt::user, this::settle);
    this.notes = new Grouping<>("note", NOTES, _ -> new Object(), this::note);
  }

  @Override
  public Optional<LoginSubject> find(UserId user, Duration patience) {
    return lookUps.run(user, patience).map(this::unsealed);
  }

  private List<Optional<Stored>> lookUp(List<UserId> users, Duration patience) {
    return database.with(
        "look up users", patience, connection -> LoginReads.find(connection, users));
  }

  private LoginSubject unsealed(Stored stored) {
    var tokens = new ArrayList<KeyedToken>(stored.tokens().size());
    for (var token : stored.tokens()) {
      String identity = token.token().serial().sealingIdentity();
      tokens.add(new KeyedToken(token.token(), sealer.unseal(token.key(), identity)));
    }
    String hash = stored.passwordHash();
    var kept = stored.recoverable();
    return new LoginSubject(
        stored.user(),
        hash == null ? null : PasswordHash.of(hash),
        kept == null
            ? null
            : RecoverableSecret.unseal(Sealed.parse(kept), sealer, stored.user().id()),
        tokens);
  }

  @Override
  public Verdict settle(Attempt attempt, Duration patience) {
    return verdicts.run(attempt, patience);
  }

  /// Attempts that are settled already when another fails are tried again with it: then they are
  /// the same packet again, and get the same decision (S5).
  private List<Verdict> settle(List<Attempt> attempts, Duration patience) {
    var ordered =
        attempts.stream().sorted(comparing((Attempt attempt) -> attempt.user().value())).toList();
    var verdicts = new HashMap<>(unhindered.settle(ordered, patience));
    var others = ordered.stream().filter(one -> !verdicts.containsKey(one.user())).toList();
    if (!others.isEmpty()) {
      verdicts.putAll(
          database.inTransaction(
              "settle logins", patience, transaction -> settle(transaction, others)));
    }
    return attempts.stream().map(attempt -> verdict(verdicts, attempt)).toList();
  }

  private static Verdict verdict(Map<UserId, Verdict> verdicts, Attempt attempt) {
    return requireNonNull(verdicts.get(attempt.user()));
  }

  private Map<UserId, Verdict> settle(Transaction transaction, List<Attempt> attempts)
      throws SQLException {
    var connection = transaction.connection();
    var standings = LoginStandings.lock(connection, attempts);
    var ruled = new ArrayList<>(attempts.stream().map(a -> ruled(a, standings)).toList());
    Set<SpentStep> spent = LoginWrites.spend(connection, ruled);
    var unspent = ruled.stream().filter(one -> !holds(one, spent)).toList();
    standings.look(connection, unspent.stream().map(Ruled::attempt).toList());
    ruled.replaceAll(one -> holds(one, spent) ? one : ruledAgain(one, standings));
    LoginWrites.write(connection, ruled.stream().filter(this::kept).toList());
    ruled.forEach(one -> transaction.audit(LoginAudit.entry(one.attempt(), one.ruling())));
    return ruled.stream()
        .collect(toMap(one -> one.attempt().user(), one -> one.ruling().verdict()));
  }

  private Ruled ruled(Attempt attempt, LoginStandings standings) {
    return new Ruled(attempt, rule.rule(attempt, standings.of(attempt), standings.now()));
  }

  private static boolean holds(Ruled ruled, Set<SpentStep> spent) {
    var wanted = ruled.ruling().spent();
    return wanted == null || spent.contains(new SpentStep(ruled.attempt().user(), wanted.serial()));
  }

  /// An acceptance whose step could not be spent, ruled by what stands in the way: the step was
  /// spent before, or user or token are out of service. If they are not, the gateway is.
  private Ruled ruledAgain(Ruled ruled, LoginStandings standings) {
    var again = ruled(ruled.attempt(), standings);
    return again.ruling().spent() == null
        ? again
        : new Ruled(ruled.attempt(), Ruling.rejected(RejectReason.DISABLED));
  }

  /// Names that are nobody's are counted up to a bound.
  private boolean kept(Ruled ruled) {
    return ruled.attempt().known() || !unknownNamesFull;
  }

  @Override
  public void note(AuditEntry entry, Duration patience) {
    notes.run(entry, patience);
  }

  private List<AuditEntry> note(List<AuditEntry> entries, Duration patience) {
    return database.inTransaction(
        "note logins",
        patience,
        transaction -> {
          transaction.audit(entries);
          return entries;
        });
  }

  /// Told by the housekeeping, which counts them.
  void unknownNamesFull(boolean full) {
    unknownNamesFull = full;
  }

  /// How many logins wait for a look-up, a verdict or a note.
  public int waiting() {
    return lookUps.waiting() + verdicts.waiting() + notes.waiting();
  }

  @Override
  public void close() {
    lookUps.close();
    verdicts.close();
    notes.close();
  }
}
