package dev.postern.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.octets.SecretOctets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OtpTest {
  private static List<String> hotp() throws IOException {
    return vectors("/vectors/rfc4226/hotp.txt");
  }

  private static List<String> totp() throws IOException {
    return vectors("/vectors/rfc6238/totp.txt");
  }

  private static List<String> vectors(String name) throws IOException {
    try (var in = OtpTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("hotp")
  void theCodesOfRfc4226(String vector) {
    var field = vector.split(" ", -1);
    var code = Otp.code(key(field[0]), OtpParameters.USUAL, Long.parseLong(field[1]));
    assertThat(code.reveal()).isEqualTo(field[2]);
  }

  @ParameterizedTest
  @MethodSource("totp")
  void theCodesOfRfc6238(String vector) {
    var field = vector.split(" ", -1);
    var parameters = new OtpParameters(OtpAlgorithm.valueOf(field[1]), 8);
    long step = TimeStep.USUAL.at(Instant.ofEpochSecond(Long.parseLong(field[0])));
    assertThat(Otp.code(key(field[2]), parameters, step).reveal()).isEqualTo(field[3]);
  }

  @Test
  void oneCalculatorMakesTheCodesOfManyCounters() {
    var key = key("3132333435363738393031323334353637383930");
    var calculator = new OtpCalculator(key, OtpParameters.USUAL);
    for (long counter = 0; counter < 1000; counter++) {
      assertThat(calculator.code(counter)).isEqualTo(Otp.code(key, OtpParameters.USUAL, counter));
    }
  }

  @Test
  void aStepLastsFromItsFirstSecondToItsLast() {
    var step = TimeStep.ofSeconds(60);
    assertThat(step.at(Instant.ofEpochSecond(59))).isZero();
    assertThat(step.at(Instant.ofEpochSecond(60))).isEqualTo(1);
    assertThat(step.at(Instant.ofEpochSecond(119, 999_999_999))).isEqualTo(1);
    assertThat(step.start(2)).isEqualTo(Instant.ofEpochSecond(120));
  }

  @Test
  void parametersThatNoTokenHasAreRefused() {
    assertThatThrownBy(() -> new OtpParameters(OtpAlgorithm.SHA1, 7))
        .hasMessageContaining("6 or 8 digits");
    assertThatThrownBy(() -> new TimeStep(Duration.ofMillis(1500))).hasMessageContaining("whole");
    assertThatThrownBy(() -> TimeStep.ofSeconds(0)).hasMessageContaining("1 to 3600");
    assertThatThrownBy(() -> TimeStep.ofSeconds(3601)).hasMessageContaining("1 to 3600");
  }

  private static SecretOctets key(String hex) {
    return SecretOctets.copyOf(HexFormat.of().parseHex(hex));
  }
}
