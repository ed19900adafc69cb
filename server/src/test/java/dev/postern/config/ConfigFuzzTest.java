package dev.postern.config;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;

/// Whatever a file says, reading it ends in a configuration or in problems, never in a failure.
class ConfigFuzzTest {
  @FuzzTest(maxDuration = "5s")
  void readingNeverFails(FuzzedDataProvider data) {
    var variables = Map.of("POSTERN_LOG_LEVEL", data.consumeString(20));
    String text = data.consumeRemainingAsString();
    var _ = ConfigReader.read("fuzzed", text, Map.of());
    var _ = ConfigReader.read("fuzzed", text, variables);
  }
}
