package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.accounting.AccountingRecord.Kind;
import dev.postern.accounting.AccountingRecord.OfSession;
import dev.postern.accounting.AccountingSettings;
import dev.postern.accounting.Session;
import dev.postern.accounting.Session.Ending;
import dev.postern.accounting.SessionFilter;
import dev.postern.accounting.SessionId;
import dev.postern.accounting.SessionPosition;
import dev.postern.accounting.Sessions;
import dev.postern.accounting.SessionsContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class PgSessionsDatabaseTest implements SessionsContract {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final SessionFilter ALL = new SessionFilter(null, null, false);

  private final MigratedDatabase migrated = new MigratedDatabase();
  private final PgSessions node = new PgSessions(migrated.database());
  private final PgSessions otherNode = new PgSessions(migrated.database());
  private final Map<String, Long> counted = new HashMap<>();

  @AfterEach
  void close() {
    node.close();
    otherNode.close();
    migrated.close();
  }

  @Override
  public Sessions node() {
    return node;
  }

  @Override
  public Sessions otherNode() {
    return otherNode;
  }

  private void keepHouse(AccountingSettings settings) {
    try (var keeping = new SessionKeeping(migrated.database(), settings, CLOCK, counted::putAll)) {
      keeping.keep();
    }
  }

  private void kept(String name, Kind kind, Duration ago) {
    node.keep(
        new OfSession(
            new SessionId(name.hashCode() & 0xffff),
            kind,
            CLOCK.instant().minus(ago),
            new Session.Origin("vpn-1", "203.0.113.9", "nas", name),
            NOBODY,
            new Session.Traffic(0, 0, 0),
            0),
        PATIENCE);
  }

  private Session find(String name) {
    return node.find(new SessionId(name.hashCode() & 0xffff)).orElseThrow();
  }

  private long count(String table) {
    return migrated
        .database()
        .with(
            "count",
            connection ->
                Sql.of("SELECT count(*) FROM " + table)
                    .first(connection, row -> row.getLong(1))
                    .orElseThrow());
  }

  @Test
  void whatNothingIsHeardOfIsTakenToBeOverUntilItIsHeardOfAgain() {
    kept("silent", Kind.INTERIM, Duration.ofMinutes(61));
    kept("lively", Kind.INTERIM, Duration.ofMinutes(59));
    kept("no interims", Kind.START, Duration.ofMinutes(61));
    kept("endless", Kind.START, Duration.ofDays(4));
    keepHouse(AccountingSettings.DEFAULT);
    assertThat(find("silent").span().ending()).isEqualTo(Ending.SILENCE);
    assertThat(find("silent").span().endedAt()).isEqualTo(find("silent").span().heardAt());
    assertThat(find("lively").open()).isTrue();
    assertThat(find("no interims").open()).isTrue();
    assertThat(find("endless").open()).isFalse();
    assertThat(counted).containsExactlyEntriesOf(Map.of("vpn-1", 2L));
    kept("silent", Kind.INTERIM, Duration.ZERO);
    assertThat(find("silent").open()).isTrue();
  }

  @Test
  void whatIsOverMovesToItsMonthAndIsStillFound() {
    kept("old", Kind.STOP, Duration.ofHours(25));
    kept("recent", Kind.STOP, Duration.ofHours(23));
    keepHouse(AccountingSettings.DEFAULT);
    assertThat(count("sessions")).isEqualTo(1);
    assertThat(count("past_sessions")).isEqualTo(1);
    assertThat(find("old").span().ending()).isEqualTo(Ending.STOP);
    assertThat(node.page(ALL, SessionPosition.START, 9))
        .extracting(one -> one.origin().session())
        .containsExactly("recent", "old");
  }

  @Test
  void monthsAreMadeAheadAndOldOnesLetGo() {
    migrated
        .test()
        .execute(
            """
            CREATE TABLE past_sessions_2020_01 PARTITION OF past_sessions
              FOR VALUES FROM ('2020-01-01T00:00:00Z') TO ('2020-02-01T00:00:00Z');
            INSERT INTO past_sessions (session_id, gateway, address, nas, acct_session_id, user_name,
                station, ipv4, ipv6, started_at, heard_at, interim, ended_at, cause, seconds,
                input_octets, output_octets)
              VALUES (1, 'g', '', '', '', '', '', '', '', '2020-01-03', '2020-01-03', false,
                      '2020-01-03', 0, 0, 0, 0)
            """);
    keepHouse(new AccountingSettings(0, Duration.ofHours(1), Duration.ofDays(3)));
    assertThat(node.page(ALL, SessionPosition.START, 9)).hasSize(1);
    keepHouse(AccountingSettings.DEFAULT);
    assertThat(node.page(ALL, SessionPosition.START, 9)).isEmpty();
    assertThat(count("pg_partition_tree('past_sessions') WHERE isleaf"))
        .isEqualTo(4); // this month, two ahead, and what belongs to none
  }

  @Test
  void manyRecordsAtOnceAreAllKept() throws InterruptedException {
    var threads =
        java.util.stream.IntStream.range(0, 200)
            .mapToObj(i ->
                Thread.ofVirtual()
                    .start(() ->
                        kept("s" + i / 2, i % 2 == 0 ? Kind.START : Kind.STOP, Duration.ZERO)))
            .toList();
    for (var thread : threads) {
      thread.join();
    }
    List<Session> all = node.page(ALL, SessionPosition.START, 1000);
    assertThat(all).hasSize(100).noneMatch(Session::open);
  }
}
