package dev.postern.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 5997, section 4.2: Status-Server is limited for each gateway")
class StatusLimitTest {
  private long now = Long.MAX_VALUE - 1000; // a clock that overflows is as good as any
  private final StatusLimit limit = new StatusLimit(() -> now);

  private long admitted(String gateway, int asked) {
    return IntStream.range(0, asked).filter(_ -> limit.admits(gateway)).count();
  }

  @Test
  void fiftyAtOnceAndThenFiftyASecond() {
    assertThat(admitted("vpn-1", 1000)).isEqualTo(50);
    now += Duration.ofMillis(100).toNanos();
    assertThat(admitted("vpn-1", 1000)).isEqualTo(5);
    now += Duration.ofHours(1).toNanos();
    assertThat(admitted("vpn-1", 1000)).isEqualTo(50);
  }

  @Test
  void oneGatewayDoesNotUseUpWhatIsAnothers() {
    assertThat(admitted("vpn-1", 1000)).isEqualTo(50);
    assertThat(admitted("vpn-2", 10)).isEqualTo(10);
  }
}
