package dev.postern.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EmbeddedSettingsTest {
  private static final Path HOME = Path.of("/var/lib/postern");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void whoSaidNothingGetsADurableOneOnAChosenPort() {
    assertThat(EmbeddedSettings.in(HOME))
        .isEqualTo(new EmbeddedSettings(HOME, HOME, 0, true, 100, "postern", MINUTE));
  }

  @Test
  void aPortIsFromZeroTo65535() {
    assertThat(EmbeddedSettings.in(HOME).withPort(65_535).port()).isEqualTo(65_535);
    assertThatThrownBy(() -> EmbeddedSettings.in(HOME).withPort(65_536))
        .hasMessage("port must be 0 (choose) or up to 65535: 65536");
    assertThatThrownBy(() -> EmbeddedSettings.in(HOME).withPort(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void connectionsAndPatienceHaveBounds() {
    assertThatThrownBy(() -> new EmbeddedSettings(HOME, HOME, 0, true, 9, "postern", MINUTE))
        .hasMessage("maxConnections must be from 10 to 1000: 9");
    assertThatThrownBy(() -> new EmbeddedSettings(HOME, HOME, 0, true, 1001, "postern", MINUTE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new EmbeddedSettings(HOME, HOME, 0, true, 100, "postern", Duration.ZERO))
        .hasMessageStartingWith("patience must be from 1 s to 1 h");
  }

  @Test
  void aSystemUserIsANameAndNotAnOption() {
    assertThatThrownBy(() -> new EmbeddedSettings(HOME, HOME, 0, true, 100, "--help", MINUTE))
        .hasMessage("not the name of a system user: --help");
  }
}
