package dev.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditPositionTest {
  @Test
  void aPositionIsReadAsItWasWritten() {
    var position =
        new AuditPosition(Instant.parse("2026-11-22T10:00:00.123456Z"), new UUID(-1, 2), 7);
    assertThat(AuditPosition.parse(position.text())).contains(position);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1_2_3", "x_00000000-0000-0000-0000-000000000001_1", "1_2_3_4"})
  void anythingElseIsNone(String text) {
    assertThat(AuditPosition.parse(text)).isEmpty();
  }
}
