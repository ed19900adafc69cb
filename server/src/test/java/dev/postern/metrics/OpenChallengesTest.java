package dev.postern.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenChallengesTest {
  private long nanos = -Duration.ofSeconds(2000).toNanos();
  private final OpenChallenges challenges = new OpenChallenges(() -> nanos);

  private void pass(int seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void aChallengeCountsUntilItsLifeIsOver() {
    challenges.add(Duration.ofMinutes(3));
    pass(100);
    challenges.add(Duration.ofMinutes(3));
    assertThat(challenges.count()).isEqualTo(2);
    pass(80);
    assertThat(challenges.count()).isEqualTo(1);
    pass(100);
    assertThat(challenges.count()).isZero();
  }

  @Test
  void aLifeBeyondTheBoundIsCutToIt() {
    challenges.add(Duration.ofHours(2));
    pass(1022);
    assertThat(challenges.count()).isEqualTo(1);
    pass(1);
    assertThat(challenges.count()).isZero();
    challenges.add(Duration.ofSeconds(1));
    assertThat(challenges.count()).isEqualTo(1);
  }
}
