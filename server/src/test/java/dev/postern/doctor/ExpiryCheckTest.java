package dev.postern.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpiryCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private static Finding certificate(Duration left) {
    return ExpiryCheck.radSecCertificate(() -> Optional.of(NOW.plus(left)), () -> NOW)
        .look()
        .getFirst();
  }

  private static Finding crl(Duration left) {
    return ExpiryCheck.radSecCrl(() -> Optional.of(NOW.plus(left)), () -> NOW).look().getFirst();
  }

  @Test
  void whatEndsSoonIsToldInTime() {
    assertThat(certificate(Duration.ofDays(100)).severity()).isEqualTo(Severity.SOUND);
    assertThat(certificate(Duration.ofDays(30)).severity()).isEqualTo(Severity.ADVICE);
    assertThat(certificate(Duration.ofDays(3)).severity()).isEqualTo(Severity.WRONG);
    assertThat(certificate(Duration.ZERO).what()).contains("expired", "can't connect");
    assertThat(crl(Duration.ofDays(6)).severity()).isEqualTo(Severity.SOUND);
    assertThat(crl(Duration.ofHours(12)).severity()).isEqualTo(Severity.ADVICE);
    assertThat(crl(Duration.ofHours(1)).severity()).isEqualTo(Severity.WRONG);
  }

  @Test
  void filesThatCantBeUsedAreWrong() {
    var finding = ExpiryCheck.radSecCa(Optional::empty, () -> NOW).look().getFirst();
    assertThat(finding.severity()).isEqualTo(Severity.WRONG);
    assertThat(finding.about()).isEqualTo("RadSec CA");
    assertThat(finding.hint()).contains("check-config");
  }
}
