package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DatabaseWatchTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private boolean away;
  private Instant theirs = NOON;
  private Instant ours = NOON;
  private long nanos;
  private final DatabaseWatch watch = DatabaseWatch.idle(this::time, () -> ours, () -> nanos);

  private Instant time() {
    if (away) {
      throw new StoreUnavailable("ask the database for the time", new IOException("gone"));
    }
    return theirs;
  }

  private void pass(Duration time) {
    theirs = theirs.plus(time);
    ours = ours.plus(time);
    nanos += time.toNanos();
  }

  @Test
  void nothingIsKnownBeforeTheFirstAnswer() {
    assertThat(watch.trouble()).isPresent();
    assertThat(watch.ahead()).isEmpty();
    assertThat(watch.clockAgrees()).isFalse();
  }

  @Test
  void clocksThatAgreeGoOnAgreeingBetweenTwoAnswers() {
    watch.look();
    pass(Duration.ofHours(3));
    assertThat(watch.ahead()).contains(Duration.ZERO);
    assertThat(watch.clockAgrees()).isTrue();
    assertThat(watch.trouble()).isEmpty();
  }

  @Test
  void aJumpOfOurClockIsKnownAtOnce() {
    watch.look();
    ours = ours.plus(Duration.ofHours(1));
    assertThat(watch.ahead()).contains(Duration.ofHours(1));
    assertThat(watch.clockAgrees()).isFalse();
    ours = NOON.minus(Duration.ofHours(1));
    assertThat(watch.clockAgrees()).isFalse();
    ours = NOON.plus(DatabaseWatch.TOLERANCE);
    assertThat(watch.clockAgrees()).isTrue();
  }

  @Test
  void aJumpOfTheDatabasesClockIsKnownAtTheNextAnswer() {
    watch.look();
    theirs = theirs.plus(Duration.ofHours(1));
    assertThat(watch.clockAgrees()).isTrue();
    watch.look();
    assertThat(watch.clockAgrees()).isFalse();
  }

  @Test
  void whileTheDatabaseIsAwayItsClockIsRemembered() {
    watch.look();
    away = true;
    pass(Duration.ofMinutes(5));
    watch.look();
    assertThat(watch.trouble()).hasValueSatisfying(text -> assertThat(text).contains("gone"));
    assertThat(watch.clockAgrees()).isTrue();
    away = false;
    watch.look();
    assertThat(watch.trouble()).isEmpty();
  }
}
