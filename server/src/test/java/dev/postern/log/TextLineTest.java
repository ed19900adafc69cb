package dev.postern.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class TextLineTest {
  private final TextLine layout = new TextLine();

  @Test
  void aLineHasTimeLevelSpeakerWordsAndValues() {
    var event = event(Level.INFO, "login accepted", null);
    event.setKeyValuePairs(List.of(new KeyValuePair("gateway", "vpn-1")));
    assertThat(layout.doLayout(event))
        .matches("\\d{4}-\\d\\d-\\d\\dT.* INFO  access.AccessFlow: login accepted gateway=vpn-1\n");
  }

  @Test
  void whatCameFromOutsideStaysOnItsLine() {
    var event = event(Level.INFO, "user 'a\r\n2026 ERROR x'", null);
    assertThat(layout.doLayout(event).strip().lines()).hasSize(1);
  }

  @Test
  void onlyAnErrorBringsItsStack() {
    var failure = new IllegalStateException("broken\npipe");
    assertThat(layout.doLayout(event(Level.WARN, "gone", failure)))
        .endsWith("gone: java.lang.IllegalStateException: broken pipe\n");
    assertThat(layout.doLayout(event(Level.ERROR, "gone", failure)).lines())
        .hasSizeGreaterThan(3)
        .anyMatch(line -> line.contains("TextLineTest"));
  }

  private static LoggingEvent event(Level level, String words, @Nullable Throwable failure) {
    var logger = new LoggerContext().getLogger("dev.postern.access.AccessFlow");
    return new LoggingEvent("x", logger, level, words, failure, new Object[0]);
  }
}
