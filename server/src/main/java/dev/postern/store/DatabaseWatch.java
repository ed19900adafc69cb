package dev.postern.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the database for the time once a second, and so knows whether it answers and how far this
/// node's clock is from its clock, which all nodes share.
///
/// Between two answers the database's time goes on with [System#nanoTime], which no setting of the
/// clock moves: a jump of our own clock is known at once, one of the database's within a second.
public final class DatabaseWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /// The farthest that this node's clock may be off for it to answer logins.
  public static final Duration TOLERANCE = Duration.ofSeconds(5);

  /// The database's time when our unmoved clock stood at `nanos`.
  private record Seen(Instant time, long nanos) {}

  private final Supplier<Instant> database;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Thread thread = Thread.ofVirtual().name("database-watch").unstarted(this::run);
  private volatile @Nullable Seen seen;
  private volatile String trouble = "not asked yet";

  private DatabaseWatch(Supplier<Instant> database, InstantSource clock, LongSupplier nanos) {
    this.database = database;
    this.clock = clock;
    this.nanos = nanos;
  }

  public static DatabaseWatch start(Database database, InstantSource clock) {
    var watch = new DatabaseWatch(() -> time(database), clock, System::nanoTime);
    watch.thread.start();
    return watch;
  }

  /// One that looks only when it is told to.
  static DatabaseWatch idle(Supplier<Instant> database, InstantSource clock, LongSupplier nanos) {
    return new DatabaseWatch(database, clock, nanos);
  }

  private static Instant time(Database database) {
    return database.with(
        "ask the database for the time",
        connection -> {
          try (var statement = connection.createStatement();
              var rows = statement.executeQuery("SELECT clock_timestamp()")) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
          }
        });
  }

  private void run() {
    try {
      while (true) {
        look();
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  void look() {
    long asked = nanos.getAsLong();
    try {
      Instant time = database.get();
      long answered = nanos.getAsLong();
      seen = new Seen(time, asked + (answered - asked) / 2);
      if (!trouble.isEmpty()) {
        LOG.info("the database answers");
      }
      trouble = "";
    } catch (StoreUnavailable e) {
      if (trouble.isEmpty()) {
        LOG.warn("the database does not answer, so no login is: {}", e.getMessage());
      }
      trouble = String.valueOf(e.getMessage());
    }
  }

  /// What is the matter with the database, empty if it answers.
  public Optional<String> trouble() {
    return Optional.of(trouble).filter(text -> !text.isEmpty());
  }

  /// How far our clock is ahead of the database's, negative if behind; empty as long as the
  /// database never answered.
  public Optional<Duration> ahead() {
    var last = seen;
    if (last == null) {
      return Optional.empty();
    }
    Instant theirs = last.time.plusNanos(nanos.getAsLong() - last.nanos);
    return Optional.of(Duration.between(theirs, clock.instant()));
  }

  /// Whether our clock agrees with the database's as well as logins need.
  public boolean clockAgrees() {
    return ahead().filter(by -> by.abs().compareTo(TOLERANCE) <= 0).isPresent();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
