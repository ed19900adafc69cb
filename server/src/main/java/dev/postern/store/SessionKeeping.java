package dev.postern.store;

import dev.postern.accounting.AccountingSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What keeps sessions true and their table small, some times a minute, on every node: those that
/// nobody ended are taken to be over, those that are over move to their month, open ones are
/// counted. Once a day months are made ahead and old ones let go.
public final class SessionKeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionKeeping.class);
  private static final int EVERY_SECONDS = 20;
  private static final int BATCH = 2000;
  private static final int MOST_BATCHES = 100;
  private static final Duration DAY = Duration.ofDays(1);

  private static final String END_BY_SILENCE =
      """
      UPDATE sessions SET ended_at = heard_at, ending = 'silence'
       WHERE ended_at IS NULL
         AND heard_at < clock_timestamp() - CASE WHEN interim THEN ? ELSE ? END * interval '1 second'
      """;

  private static final String MOVE =
      """
      WITH moved AS (
        DELETE FROM sessions WHERE session_id IN (
          SELECT session_id FROM sessions
           WHERE ended_at < clock_timestamp() - interval '1 day'
             AND heard_at < clock_timestamp() - interval '1 day'
           LIMIT ? FOR UPDATE SKIP LOCKED)
        RETURNING *)
      INSERT INTO past_sessions SELECT * FROM moved
      """;

  private static final String RESTARTS =
      "DELETE FROM nas_restarts WHERE at < clock_timestamp() - interval '1 day'";

  private static final String AWAITED =
      "DELETE FROM awaited_sessions WHERE expires_at < clock_timestamp()";

  private static final String OPEN =
      "SELECT gateway, count(*) AS open FROM sessions WHERE ended_at IS NULL GROUP BY gateway";

  private final Database database;
  private final AccountingSettings settings;
  private final InstantSource clock;
  private final Consumer<Map<String, Long>> counted;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("session-keeping").daemon().factory());
  private Instant monthsAt = Instant.EPOCH;

  /// `counted` is told how many sessions each gateway has open.
  public SessionKeeping(
      Database database,
      AccountingSettings settings,
      InstantSource clock,
      Consumer<Map<String, Long>> counted) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
    this.counted = counted;
  }

  public SessionKeeping start() {
    var _ = rounds.scheduleWithFixedDelay(this::round, 1, EVERY_SECONDS, TimeUnit.SECONDS);
    return this;
  }

  private void round() {
    try {
      keep();
    } catch (StoreUnavailable e) {
      LOG.debug("keeping sessions rests until the database answers", e);
    } catch (RuntimeException e) {
      LOG.error("keeping sessions failed", e);
    }
  }

  void keep() {
    turnMonths();
    database.with("end sessions by restart", Sql.of(SessionWrites.END_BY_RESTART)::update);
    database.with("end sessions by silence", silence()::update);
    moveAll();
    database.with("forget restarts", Sql.of(RESTARTS)::update);
    database.with("forget awaited sessions", Sql.of(AWAITED)::update);
    counted.accept(database.with("count open sessions", SessionKeeping::open));
  }

  private Sql silence() {
    return Sql.of(END_BY_SILENCE, settings.silence().toSeconds(), settings.longest().toSeconds());
  }

  private void moveAll() {
    int moved = BATCH;
    for (int batch = 0; batch < MOST_BATCHES && moved == BATCH; batch++) {
      moved = database.with("move sessions that are over", Sql.of(MOVE, BATCH)::update);
    }
  }

  private static Map<String, Long> open(Connection connection) throws SQLException {
    var open = new HashMap<String, Long>();
    Sql.of(OPEN).all(connection, row -> open.put(row.getString("gateway"), row.getLong("open")));
    return open;
  }

  private void turnMonths() {
    var now = clock.instant();
    if (now.isAfter(monthsAt.plus(DAY))) {
      var month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
      database.inTransaction("making the sessions' months", Months.OF_SESSIONS.makeAhead(month));
      if (settings.keptMonths() > 0) {
        letGo(month.minusMonths(settings.keptMonths()));
      }
      monthsAt = now;
    }
  }

  private void letGo(YearMonth keptFrom) {
    database.inTransaction(
        "letting old sessions go",
        transaction -> {
          var connection = transaction.connection();
          Months.lock(connection);
          Months.OF_SESSIONS.drop(
              connection, keptFrom, Months.OF_SESSIONS.before(connection, keptFrom));
          return true;
        });
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
