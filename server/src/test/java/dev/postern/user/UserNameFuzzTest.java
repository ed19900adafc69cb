package dev.postern.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// Whatever is typed as a name is refused, or prepared once and for all.
class UserNameFuzzTest {
  @FuzzTest(maxDuration = "5s")
  void whatIsPreparedStaysAsItIs(FuzzedDataProvider octets) {
    UserName.parse(octets.consumeRemainingAsString())
        .ifPresent(name -> {
          assertThat(UserName.parse(name.text())).contains(name);
          assertThat(name.text().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, 253);
        });
  }
}
