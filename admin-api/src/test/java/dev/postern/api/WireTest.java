package dev.postern.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class WireTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void aSecretIsAPlainStringInJsonAndRedactedElsewhere() {
    var request = new LoginRequest("anna", new Secret("hunter2"), null);
    String json = JSON.writeValueAsString(request);
    assertThat(json).contains("\"password\":\"hunter2\"");
    assertThat(JSON.readValue(json, LoginRequest.class)).isEqualTo(request);
    assertThat(request.toString()).doesNotContain("hunter2").contains("[redacted]");
  }

  @Test
  void whatIsAbsentIsNull() {
    assertThat(JSON.readValue("{\"prompt\":\"token code\"}", PolicySettings.class).code()).isNull();
  }

  @Test
  void enumsAreLowerCaseWithHyphens() {
    String json = JSON.writeValueAsString(PolicySettings.WithoutToken.PASSWORD_ALONE);
    assertThat(json).isEqualTo("\"password-alone\"");
    assertThat(JSON.readValue(json, PolicySettings.WithoutToken.class))
        .isEqualTo(PolicySettings.WithoutToken.PASSWORD_ALONE);
    assertThat(JSON.writeValueAsString(TokenView.Algorithm.SHA256)).isEqualTo("\"sha256\"");
  }

  @Test
  void timesAreIso8601() {
    var node =
        new NodeStatus("a", "1", Instant.EPOCH, Instant.EPOCH, Duration.ofMillis(-5), List.of());
    String json = JSON.writeValueAsString(node);
    assertThat(json).contains("\"1970-01-01T00:00:00Z\"", "\"PT-0.005S\"");
    assertThat(JSON.readValue(json, NodeStatus.class)).isEqualTo(node);
  }

  @Test
  void aLineOfProgressIsReadWithItsReport() {
    var line = ProgressLine.of(new KeyRotationReport("k2", 3, List.of("k1")));
    String json = JSON.writeValueAsString(line);
    assertThat(JSON.readValue(json, new TypeReference<ProgressLine<KeyRotationReport>>() {}))
        .isEqualTo(line);
  }
}
