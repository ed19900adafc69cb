package dev.postern.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.accounting.AccountingRecord.Kind;
import dev.postern.accounting.AccountingRecord.OfGateway;
import dev.postern.accounting.AccountingRecord.OfSession;
import dev.postern.accounting.Session.Ending;
import dev.postern.accounting.Session.Origin;
import dev.postern.accounting.Session.Subject;
import dev.postern.accounting.Session.Traffic;
import dev.postern.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What any [Sessions] must do. Each of the two nodes is another instance on the same store.
public interface SessionsContract {
  Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");
  Duration PATIENCE = Duration.ofSeconds(30);
  UserId USER = new UserId(new UUID(1, 1));
  Subject NOBODY = new Subject("jdoe", USER, null, "", "", "");

  Sessions node();

  Sessions otherNode();

  /// A record of a session, so many seconds after [#BEGIN].
  private static OfSession record(String session, Kind kind, int second, Subject subject) {
    var origin = new Origin("vpn-1", "203.0.113.9", "10.0.0.1", session);
    var traffic =
        kind == Kind.START
            ? new Traffic(0, 0, 0)
            : new Traffic(second, 1000L * second, 10_000_000_000L * second);
    return new OfSession(
        SessionId.of("vpn-1", "10.0.0.1", session, subject.userName()),
        kind,
        BEGIN.plusSeconds(second),
        origin,
        subject,
        traffic,
        kind == Kind.STOP ? 1 : 0);
  }

  private static OfSession record(String session, Kind kind, int second) {
    return record(session, kind, second, NOBODY);
  }

  private static OfGateway restart(int second) {
    return new OfGateway("vpn-1", "10.0.0.1", BEGIN.plusSeconds(second));
  }

  private Session session(String session) {
    return otherNode().find(SessionId.of("vpn-1", "10.0.0.1", session, "jdoe")).orElseThrow();
  }

  private List<Session> open() {
    return otherNode().page(new SessionFilter(null, null, true), SessionPosition.START, 100);
  }

  @Test
  default void aSessionIsTheSumOfItsRecords() {
    node().keep(record("a", Kind.START, 0), PATIENCE);
    assertThat(open()).containsExactly(session("a"));
    var addressed = new Subject("jdoe", USER, "r-1", "198.51.100.7", "10.8.0.2", "2001:db8::2");
    node().keep(record("a", Kind.INTERIM, 60, addressed), PATIENCE);
    node().keep(record("a", Kind.STOP, 120), PATIENCE);
    var session = session("a");
    assertThat(session.subject()).isEqualTo(addressed);
    assertThat(session.span())
        .isEqualTo(
            new Session.Span(
                BEGIN, BEGIN.plusSeconds(120), BEGIN.plusSeconds(120), Ending.STOP, 1));
    assertThat(session.traffic()).isEqualTo(new Traffic(120, 120_000, 1_200_000_000_000L));
    assertThat(open()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  default void orderAndNumberOfRecordsDoNotMatter(long seed) {
    var addressed = new Subject("jdoe", USER, "r-1", "198.51.100.7", "10.8.0.2", "");
    var moved = new Subject("jdoe", USER, null, "198.51.100.7", "10.8.0.9", "");
    var records =
        new ArrayList<AccountingRecord>(
            List.of(
                record("stopped", Kind.START, 0),
                record("stopped", Kind.INTERIM, 30, addressed),
                record("stopped", Kind.INTERIM, 60, moved),
                record("stopped", Kind.STOP, 90),
                record("stopped", Kind.STOP, 93),
                record("restarted", Kind.START, 1),
                record("restarted", Kind.INTERIM, 31),
                record("went on", Kind.START, 2),
                record("went on", Kind.INTERIM, 70),
                record("without a start", Kind.INTERIM, 40),
                record("later", Kind.START, 95),
                restart(35),
                restart(50)));
    records.addAll(records.subList(0, 7));
    Collections.shuffle(records, new Random(seed));
    for (int i = 0; i < records.size(); i++) {
      (i % 3 == 0 ? otherNode() : node()).keep(records.get(i), PATIENCE);
    }
    assertThat(session("stopped").span())
        .as("seed %d", seed)
        .isEqualTo(
            new Session.Span(BEGIN, BEGIN.plusSeconds(93), BEGIN.plusSeconds(90), Ending.STOP, 1));
    assertThat(session("stopped").subject())
        .isEqualTo(new Subject("jdoe", USER, "r-1", "198.51.100.7", "10.8.0.9", ""));
    assertThat(session("stopped").traffic().seconds()).isEqualTo(93);
    assertThat(session("restarted").span().endedAt()).isEqualTo(BEGIN.plusSeconds(35));
    assertThat(session("restarted").span().ending()).isEqualTo(Ending.GATEWAY);
    assertThat(session("without a start").span().endedAt()).isEqualTo(BEGIN.plusSeconds(50));
    assertThat(session("without a start").span().startedAt()).isEqualTo(BEGIN);
    assertThat(open())
        .extracting(one -> one.origin().session())
        .containsExactly("later", "went on");
  }

  @Test
  default void aRestartEndsTheSessionsOfItsNasAlone() {
    node().keep(record("a", Kind.START, 0), PATIENCE);
    node().keep(new OfGateway("vpn-1", "10.0.0.2", BEGIN.plusSeconds(10)), PATIENCE);
    node().keep(new OfGateway("vpn-2", "10.0.0.1", BEGIN.plusSeconds(10)), PATIENCE);
    assertThat(open()).hasSize(1);
    node().keep(restart(10), PATIENCE);
    assertThat(open()).isEmpty();
  }

  @Test
  default void aNameThatIsUsedAgainLaterIsAnotherSession() {
    node().keep(record("1", Kind.START, 0), PATIENCE);
    node().keep(record("1", Kind.STOP, 60), PATIENCE);
    node().keep(record("1", Kind.START, 600), PATIENCE);
    assertThat(open()).containsExactly(session("1"));
    assertThat(session("1").span().startedAt()).isEqualTo(BEGIN.plusSeconds(600));
    assertThat(session("1").traffic()).isEqualTo(new Traffic(0, 0, 0));
    assertThat(otherNode().page(new SessionFilter(USER, "vpn-1", false), SessionPosition.START, 9))
        .hasSize(2);
  }

  @Test
  default void theListIsPagedNewestFirstAndFiltered() {
    var other = new Subject("somebody", new UserId(new UUID(2, 2)), null, "", "", "");
    for (int i = 0; i < 5; i++) {
      node().keep(record("s" + i, Kind.START, i / 2), PATIENCE);
    }
    node().keep(record("other", Kind.START, 9, other), PATIENCE);
    var filter = new SessionFilter(USER, "vpn-1", true);
    var found = new ArrayList<Session>();
    var after = SessionPosition.START;
    for (var page = otherNode().page(filter, after, 2);
        !page.isEmpty();
        page = otherNode().page(filter, after, 2)) {
      found.addAll(page);
      after = SessionPosition.parse(SessionPosition.of(page.getLast()).text()).orElseThrow();
    }
    assertThat(found).hasSize(5).doesNotHaveDuplicates();
    assertThat(found)
        .isSortedAccordingTo(
            java.util.Comparator.comparing((Session one) -> one.span().startedAt()).reversed());
    assertThat(node().page(new SessionFilter(USER, "vpn-2", true), SessionPosition.START, 9))
        .isEmpty();
  }
}
