package dev.postern.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @CsvSource({"250 ms, PT0.25S", "30s, PT30S", "5 min, PT5M", "8 h, PT8H", "30 d, PT720H"})
  void aDurationHasAUnit(String text, Duration duration) {
    assertThat(Values.duration(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "", "1 week", "-1 s", "1.5 s", "12345678901 s", "s"})
  void whatHasNoUnitIsNoDuration(String text) {
    assertThatThrownBy(() -> Values.duration(text)).hasMessageContaining("not a duration");
  }

  @Test
  void anAddressIsALiteralWithItsPort() {
    assertThat(Values.address("127.0.0.1:8443"))
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8443));
    assertThat(Values.address("[::1]:0"))
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:80", "127.0.0.1", "::1:80", "127.0.0.1:65536", ":80", "[]:1"})
  void aNameOrAMissingPortIsNoAddress(String text) {
    assertThatThrownBy(() -> Values.address(text)).hasMessageContaining("127.0.0.1:8443");
  }

  @Test
  void aSettingsFileNamesOnlyAbsolutePaths() {
    assertThatThrownBy(() -> Values.file("keys")).hasMessageContaining("absolute");
    assertThatThrownBy(() -> Values.file("/a\0b")).hasMessageContaining("absolute");
  }
}
