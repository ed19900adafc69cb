package dev.postern.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.testing.MovableClock;
import dev.postern.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S34: alarms for a password spray and for help-desk resets a day")
class AlarmsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Actor NODE = new Actor.Node("vpn-a");
  private static final Actor HUGO = new Actor.Operator("hugo");
  private static final AlarmSettings SETTINGS = new AlarmSettings(Duration.ofMinutes(10), 3, 5, 2);

  private final MovableClock clock = new MovableClock(NOW);
  private final ConcurrentLinkedQueue<AuditEntry> book = new ConcurrentLinkedQueue<>();
  private final List<AlarmKind> metered = new ArrayList<>();
  private final Alarms alarms = new Alarms(book::add, NODE, clock, metered::add);
  private final SprayWatch sprays = new SprayWatch(SETTINGS, alarms, clock);
  private final ResetWatch resets = new ResetWatch(SETTINGS, alarms, clock);

  @AfterEach
  void close() {
    alarms.close();
  }

  private void fail(String source, int... users) {
    for (int user : users) {
      sprays.passwordFailed("vpn-1", source, new UserId(new UUID(0, user)));
    }
  }

  private List<String> subjects() {
    await().until(() -> book.size() == metered.size());
    return book.stream().map(entry -> entry.detail().get("subject")).toList();
  }

  @Test
  void manyUsersFromOneSourceAreASpray() {
    fail("203.0.113.9", 1, 1, 1, 1, 2, 2);
    assertThat(subjects()).isEmpty(); // two people who mistype
    fail("203.0.113.9", 3);
    assertThat(subjects()).containsExactly("source 203.0.113.9");
    var words = "wrong passwords of 3 different users within 10 min, lastly over gateway vpn-1";
    var detail = Map.of("kind", "password-spray", "subject", "source 203.0.113.9", "words", words);
    assertThat(book.peek()).isEqualTo(AuditEntry.of(NOW, "alarm.raised", NODE, detail));
  }

  @Test
  void manyUsersOverOneGatewayAreASprayWhereverFrom() {
    fail("", 1, 2);
    fail("203.0.113.1", 3);
    fail("203.0.113.2", 4);
    assertThat(subjects()).isEmpty();
    fail("203.0.113.3", 5);
    assertThat(subjects()).containsExactly("gateway vpn-1");
  }

  @Test
  void whoFailsNowAndThenIsNoSpray() {
    fail("203.0.113.9", 1, 2);
    clock.pass(Duration.ofMinutes(11));
    fail("203.0.113.9", 3, 4);
    assertThat(subjects()).isEmpty();
  }

  @Test
  void oneAlarmAnHourForOneSubject() {
    for (int turn = 0; turn < 6; turn++) {
      fail("203.0.113.9", 1, 2, 3, 4);
      clock.pass(Duration.ofMinutes(10));
    }
    assertThat(subjects()).hasSize(1);
    fail("203.0.113.9", 1, 2, 3);
    assertThat(subjects()).hasSize(2);
    assertThat(metered).containsOnly(AlarmKind.PASSWORD_SPRAY);
  }

  @Test
  void theMemoryOfSourcesHasABound() {
    for (int source = 0; source < SprayWatch.MOST_SOURCES; source++) {
      fail("source " + source, 1);
    }
    fail("203.0.113.9", 1, 2, 3, 4);
    assertThat(subjects()).isEmpty();
    fail("source 7", 2, 3);
    assertThat(subjects()).containsExactly("source source 7");
  }

  @Test
  void moreResetsADayThanUsualAreAnAlarm() {
    resets.reset(HUGO);
    resets.reset(HUGO);
    resets.reset(new Actor.Operator("ines"));
    clock.pass(Duration.ofHours(14)); // the next day
    resets.reset(HUGO);
    resets.reset(HUGO);
    assertThat(subjects()).isEmpty();
    resets.reset(HUGO);
    assertThat(subjects()).containsExactly("operator:hugo");
    assertThat(metered).containsExactly(AlarmKind.HELPDESK_RESETS);
  }

  @Test
  void anAlarmThatCannotBeWrittenIsStillToldElsewhere() {
    AlarmBook away =
        _ -> {
          throw new IllegalStateException("away");
        };
    var unwritten = new Alarms(away, NODE, clock, metered::add);
    unwritten.raise(AlarmKind.PASSWORD_SPRAY, "gateway vpn-1", "seen");
    unwritten.close();
    assertThat(metered).containsExactly(AlarmKind.PASSWORD_SPRAY);
  }
}
