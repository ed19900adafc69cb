package dev.postern.takeover;

import dev.postern.crypto.PasswordHash;
import dev.postern.crypto.Sealed;
import dev.postern.crypto.Sealer;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.password.HashPool;
import dev.postern.password.Recoverables;
import dev.postern.token.TokenSerial;
import dev.postern.user.RealmName;
import dev.postern.user.StoredPassword;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Imports users and tokens from a CSV file: batch by batch; or, where the terms say wholly, all of
/// it at the end in one transaction or nothing at all; or all of it in one transaction while it
/// comes in, which takes files of any length but no passwords in clear.
///
/// Hashes are taken as they are. Passwords in clear are hashed first, at the pace that the pool
/// allows beside logins.
public final class UserImport {
  /// The largest file; it is held in memory, for it may hold passwords in clear.
  public static final int MOST_OCTETS = 64 << 20;

  private static final int BATCH = 4000;
  private static final int UNKNOWN_OCTETS = 20;
  private static final int HASH_ATTEMPTS = 100;
  private static final Duration BREATH = Duration.ofMillis(100);

  private final Intake intake;
  private final HashPool passwords;
  private final Sealer sealer;
  private final SecureRandom random;
  private final InstantSource clock;

  public UserImport(
      Intake intake, HashPool passwords, Sealer sealer, SecureRandom random, InstantSource clock) {
    this.random = random;
    this.intake = intake;
    this.passwords = passwords;
    this.sealer = sealer;
    this.clock = clock;
  }

  /// Runs an import to its end.
  ///
  /// @param reached the realms that rows may be of
  public ImportOutcome run(
      Octets file, Intake.Terms terms, Predicate<RealmName> reached, ImportProgress progress) {
    var tally = new ImportTally(clock, progress, rows(file));
    boolean taken = take(file, terms, new RowRule(reached, clock.instant()), tally);
    var outcome = taken ? tally.outcome() : tally.nothing();
    intake.finished(outcome.taken(), outcome.refused(), terms);
    return outcome;
  }

  /// Runs an import in one transaction, or tells what it would do, while the file comes in.
  ///
  /// @throws java.io.UncheckedIOException if the file breaks off; then nothing was taken
  public ImportOutcome stream(InputStream file, Intake.Terms terms, Predicate<RealmName> reached) {
    var tally = new ImportTally(clock, (_, _, _, _) -> {}, 1);
    try {
      var rows = new CsvRows(file);
      if (!terms.dry()) {
        rows.requireEnd();
      }
      var rule = new RowRule(reached, clock.instant());
      intake.takeWhole(new Streamed(rows, rule, terms, tally), terms, tally);
    } catch (UnusableFile unusable) {
      tally.refused(new RowProblem(unusable.line(), unusable.reason()));
    }
    boolean taken = terms.dry() || tally.refused() == 0;
    var outcome = taken ? tally.outcome() : tally.nothing();
    if (!terms.dry()) {
      intake.finished(outcome.taken(), outcome.refused(), terms);
    }
    return outcome;
  }

  /// The batches of a file that comes in.
  private final class Streamed implements Intake.Batches {
    private final CsvRows rows;
    private final RowRule rule;
    private final boolean dry;
    private final ImportTally tally;

    Streamed(CsvRows rows, RowRule rule, Intake.Terms terms, ImportTally tally) {
      this.rows = rows;
      this.rule = rule;
      this.dry = terms.dry();
      this.tally = tally;
    }

    @Override
    public List<Intake.Row> next() {
      var batch = new ArrayList<Intake.Row>();
      var serials = new HashSet<TokenSerial>();
      while (batch.isEmpty()) {
        for (int i = 0; i < BATCH; i++) {
          var row = rows.next();
          if (row.isEmpty()) {
            return batch;
          }
          read(row.get(), serials).ifPresent(batch::add);
        }
      }
      return batch;
    }

    private Optional<Intake.Row> read(CsvRow row, Set<TokenSerial> serials) {
      switch (rule.read(row)) {
        case RowReading.Bad(RowProblem problem) -> tally.refused(problem);
        case RowReading.Sound(SoundRow sound) -> {
          if (sound.token() != null && !serials.add(sound.token().serial())) {
            tally.refused(new RowProblem(sound.line(), "the token was on an earlier line"));
          } else if (sound.clearPassword() != null && !dry) {
            tally.refused(new RowProblem(sound.line(), "no password in clear while it comes in"));
          } else {
            return Optional.of(row(sound, sound.password()));
          }
        }
      }
      return Optional.empty();
    }

    @Override
    public boolean sound() {
      return tally.refused() == 0;
    }
  }

  /// About how many rows the file has, its heading apart.
  private static long rows(Octets file) {
    long lines = 0;
    for (int i = 0; i < file.length(); i++) {
      lines += file.at(i) == '\n' ? 1 : 0;
    }
    return Math.max(1, lines - 1);
  }

  /// False if nothing was taken because all or nothing was asked for.
  private boolean take(Octets file, Intake.Terms terms, RowRule rule, ImportTally tally) {
    var ready = new ArrayList<Intake.Row>();
    try {
      var rows = new CsvRows(new ByteArrayInputStream(file.toArray()));
      for (var batch = batch(rows, rule, tally); batch.isPresent(); ) {
        ready.addAll(prepared(batch.get(), tally));
        if (!terms.wholly()) {
          intake.take(ready, terms, tally);
          ready.clear();
        }
        batch = batch(rows, rule, tally);
      }
    } catch (UnusableFile unusable) {
      tally.refused(new RowProblem(unusable.line(), unusable.reason()));
    }
    if (terms.wholly() && tally.refused() == 0) {
      intake.take(ready, terms, tally);
    }
    return !terms.wholly() || tally.refused() == 0;
  }

  /// The sound ones of the next rows; empty at the end of the file.
  private static Optional<List<SoundRow>> batch(CsvRows rows, RowRule rule, ImportTally tally) {
    var batch = new ArrayList<SoundRow>();
    for (int i = 0; i < BATCH; i++) {
      var row = rows.next();
      if (row.isEmpty()) {
        return i == 0 ? Optional.empty() : Optional.of(batch);
      }
      switch (rule.read(row.get())) {
        case RowReading.Sound(SoundRow sound) ->
            tally
                .repeated(sound)
                .ifPresentOrElse(problem -> refuse(tally, problem), () -> batch.add(sound));
        case RowReading.Bad(RowProblem problem) -> refuse(tally, problem);
      }
    }
    return Optional.of(batch);
  }

  private static void refuse(ImportTally tally, RowProblem problem) {
    tally.refused(problem);
    tally.step();
  }

  /// Hashes the passwords of a batch beside each other, as far as the pool lets them.
  private List<Intake.Row> prepared(List<SoundRow> batch, ImportTally tally) {
    var rows = new ArrayList<Intake.Row>(batch.size());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var hashed = batch.stream().map(row -> hashed(row, threads)).toList();
      for (int i = 0; i < batch.size(); i++) {
        SoundRow row = batch.get(i);
        password(row, hashed.get(i))
            .ifPresentOrElse(
                password -> rows.add(row(row, password)),
                () -> tally.refused(new RowProblem(row.line(), "too many passwords wait")));
        tally.step();
      }
    }
    return rows;
  }

  private @Nullable Future<Optional<PasswordHash>> hashed(SoundRow row, ExecutorService threads) {
    return row.clear().map(clear -> threads.submit(() -> hash(clear))).orElse(null);
  }

  private Optional<PasswordHash> hash(SecretOctets clear) {
    for (int attempt = 0; attempt < HASH_ATTEMPTS; attempt++) {
      var hash = passwords.hash(clear);
      if (hash.isPresent()) {
        return hash;
      }
      LockSupport.parkNanos(BREATH.toNanos());
    }
    return Optional.empty();
  }

  private static Optional<StoredPassword> password(
      SoundRow row, @Nullable Future<Optional<PasswordHash>> hashed) {
    if (hashed == null) {
      return Optional.of(row.password());
    }
    try {
      return hashed.get().map(StoredPassword::of);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new AssertionError("hashing failed", e.getCause());
    }
  }

  private Intake.Row row(SoundRow row, StoredPassword password) {
    var kept =
        row.ntHash() == null || row.user() == null
            ? null
            : new Recoverables(sealer).ntHash(row.user().id(), row.ntHash());
    return new Intake.Row(
        row.line(),
        row.user(),
        password.with(kept),
        row.token(),
        sealed(row),
        row.token() != null && row.tokenKey() == null);
  }

  private @Nullable Sealed sealed(SoundRow row) {
    return row.token() == null
        ? null
        : sealer.seal(
            Objects.requireNonNullElseGet(row.tokenKey(), this::unknownKey),
            row.token().serial().sealingIdentity());
  }

  /// What a token has that waits for its key: one that is drawn, sealed and forgotten.
  private SecretOctets unknownKey() {
    var octets = new byte[UNKNOWN_OCTETS];
    random.nextBytes(octets);
    return SecretOctets.copyOf(octets);
  }
}
