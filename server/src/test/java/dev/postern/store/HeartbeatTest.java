package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private long nanos = Long.MAX_VALUE - 1; // it may overflow
  private boolean away;
  private final Heartbeat heartbeat = new Heartbeat(this::show, () -> nanos);

  private void show() {
    if (away) {
      throw new StoreUnavailable("show", new IOException("gone"));
    }
  }

  @Test
  void nothingIsWellBeforeTheFirstAnswer() {
    assertThat(heartbeat.trouble()).contains("no answer yet");
    away = true;
    heartbeat.beat();
    assertThat(heartbeat.trouble()).contains("no answer yet: show: gone");
  }

  @Test
  void troubleComesAndGoesWithTheDatabase() {
    heartbeat.beat();
    away = true;
    nanos += Duration.ofSeconds(4).toNanos();
    heartbeat.beat();
    assertThat(heartbeat.trouble()).contains("no answer for 4 s: show: gone");
    away = false;
    heartbeat.beat();
    assertThat(heartbeat.trouble()).isEmpty();
  }

  @Test
  void aBeatThatFailsOnceIsNoTrouble() {
    heartbeat.beat();
    away = true;
    nanos += Heartbeat.LATE.toNanos();
    heartbeat.beat();
    assertThat(heartbeat.trouble()).isEmpty();
  }

  @Test
  void aDatabaseThatIsSilentIsKnownWhileTheBeatStillWaits() {
    heartbeat.beat();
    nanos += Heartbeat.LATE.toNanos() + 1;
    assertThat(heartbeat.trouble()).contains("no answer for 3 s");
  }
}
