package dev.postern.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private Instant now = NOON;
  private long nanos = 1_000;
  private final ClockWatch watch = new ClockWatch(() -> now, () -> nanos);

  @Test
  void beforeTheFirstAnswerTheClockIsNotTrusted() {
    assertThat(watch.agrees()).isFalse();
    assertThat(watch.offset()).isEmpty();
  }

  @Test
  void fiveSecondsApartIsAgreementAndMoreIsNot() {
    databaseSays(NOON.minusSeconds(5));
    assertThat(watch.agrees()).isTrue();
    assertThat(watch.offset()).contains(Duration.ofSeconds(5));
    databaseSays(NOON.minusMillis(5001));
    assertThat(watch.agrees()).isFalse();
    databaseSays(NOON.plusMillis(5001));
    assertThat(watch.agrees()).isFalse();
  }

  @Test
  void aJumpOfAnHourIsSeenBeforeTheDatabaseIsAskedAgain() {
    databaseSays(NOON);
    now = NOON.plusSeconds(3600);
    assertThat(watch.agrees()).isFalse();
    now = NOON.minusSeconds(3600);
    assertThat(watch.agrees()).isFalse();
  }

  @Test
  void timeThatPassesIsNoJump() {
    databaseSays(NOON);
    now = NOON.plusSeconds(3600);
    nanos += Duration.ofHours(1).toNanos();
    assertThat(watch.agrees()).isTrue();
  }

  @Test
  void halfOfTheTimeThatTheAnswerTookIsTakenOff() {
    var asked = watch.reading();
    passes(Duration.ofSeconds(1));
    watch.answered(asked, NOON.plusMillis(500));
    assertThat(watch.offset()).contains(Duration.ZERO);
  }

  @Test
  void anAnswerThatTookTooLongSaysNothing() {
    databaseSays(NOON);
    var asked = watch.reading();
    passes(Duration.ofSeconds(3));
    watch.answered(asked, NOON.minusSeconds(60));
    assertThat(watch.agrees()).isTrue();
  }

  private void passes(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
  }

  private void databaseSays(Instant time) {
    watch.answered(watch.reading(), time);
  }
}
