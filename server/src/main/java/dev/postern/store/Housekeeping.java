package dev.postern.store;

import dev.postern.access.LimitSettings;
import dev.postern.actor.Actor;
import dev.postern.approval.ApprovalRule;
import dev.postern.token.TokenSerial;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What keeps the tables of logins small, some times a minute, on every node: what no login needs
/// any more goes, batch by batch; rows that somebody has locked are left for the next time. Names
/// that are nobody's are counted, and tokens whose time has run out become expired.
public final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final int EVERY_SECONDS = 20;
  private static final int BATCH = 2000;
  private static final int MOST_BATCHES = 100;

  private static final String CHALLENGES =
      """
      DELETE FROM answered_challenges WHERE (user_id, challenge_id) IN (
        SELECT user_id, challenge_id FROM answered_challenges
        WHERE expires_at < clock_timestamp() - interval '1 minute'
        LIMIT ? FOR UPDATE SKIP LOCKED)
      """;

  private static final String SOURCES =
      """
      DELETE FROM login_sources WHERE (user_id, source) IN (
        SELECT user_id, source FROM login_sources
        WHERE seen_at < clock_timestamp() - interval '60 days'
          AND (good_at IS NULL OR good_at < clock_timestamp() - ? * interval '1 second')
        LIMIT ? FOR UPDATE SKIP LOCKED)
      """;

  private static final String NOBODIES =
      """
      DELETE FROM login_guards WHERE user_id IN (
        SELECT user_id FROM login_guards
        WHERE NOT known AND coalesce(failed_at, '-infinity') < clock_timestamp() - interval '1 day'
          AND coalesce(locked_until, '-infinity') < clock_timestamp()
        LIMIT ? FOR UPDATE SKIP LOCKED)
      """;

  private static final String COUNT =
      "SELECT count(*) FROM (SELECT FROM login_guards WHERE NOT known LIMIT ?) AS nobodies";

  private static final String OVERDUE =
      """
      SELECT serial FROM tokens
      WHERE state IN ('pending', 'active', 'suspended') AND expires_at < clock_timestamp()
      ORDER BY expires_at LIMIT ?
      """;

  private final Database database;
  private final PgLogins logins;
  private final PgTokens tokens;
  private final LimitSettings limits;
  private final Actor actor;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("housekeeping").daemon().factory());

  /// @param actor who expires tokens: this node
  public Housekeeping(
      Database database, PgLogins logins, PgTokens tokens, LimitSettings limits, Actor actor) {
    this.database = database;
    this.logins = logins;
    this.tokens = tokens;
    this.limits = limits;
    this.actor = actor;
  }

  public Housekeeping start() {
    var _ = rounds.scheduleWithFixedDelay(this::round, 1, EVERY_SECONDS, TimeUnit.SECONDS);
    return this;
  }

  private void round() {
    try {
      tidy();
    } catch (StoreUnavailable e) {
      LOG.debug("housekeeping rests until the database answers", e);
    } catch (RuntimeException e) {
      LOG.error("housekeeping failed", e);
    }
  }

  void tidy() {
    removeAll("remove answered challenges", Sql.of(CHALLENGES, BATCH));
    removeAll("remove sources of old logins", Sql.of(SOURCES, limits.goodFor().toSeconds(), BATCH));
    removeAll("remove failures of names that are nobody's", Sql.of(NOBODIES, BATCH));
    removeAll(
        "forget removed users", Sql.of(RemovedUsers.OVER, ApprovalRule.SUSPECT.toSeconds(), BATCH));
    countNobodies();
    expireTokens();
  }

  private void removeAll(String doing, Sql batchwise) {
    int removed = BATCH;
    for (int batch = 0; batch < MOST_BATCHES && removed == BATCH; batch++) {
      removed = database.with(doing, batchwise::update);
    }
  }

  private void countNobodies() {
    int most = limits.unknownNames();
    long counted =
        database.with("count names that are nobody's", connection -> count(connection, most));
    logins.unknownNamesFull(counted >= most);
  }

  private static long count(Connection connection, int most) throws SQLException {
    return Sql.of(COUNT, most).first(connection, row -> row.getLong(1)).orElseThrow();
  }

  private void expireTokens() {
    for (var serial : database.with("find tokens to expire", Housekeeping::overdue)) {
      tokens.expire(serial, actor);
    }
  }

  private static List<TokenSerial> overdue(Connection connection) throws SQLException {
    return Sql.of(OVERDUE, BATCH).all(connection, row -> new TokenSerial(row.getString("serial")));
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
