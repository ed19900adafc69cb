package dev.postern.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ComplaintsTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(Complaints.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  private long nanos;
  private final Complaints complaints = new Complaints(() -> nanos);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(lines);
  }

  @Test
  void aSettingIsNamedOnlyWhereItWouldHelp() {
    complaints.unproven("vpn-1");
    complaints.alwaysProven("vpn-1", "EAP");
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .satisfiesExactly(
            line -> assertThat(line).contains("vpn-1", "set require-message-authenticator to no"),
            line ->
                assertThat(line)
                    .contains("vpn-1", "which EAP always requires", "have the gateway send one")
                    .doesNotContain("set require"));
  }

  @Test
  void theSameIsSaidOnceAMinute() {
    complaints.forged("vpn-1");
    complaints.forged("vpn-1");
    complaints.forged("vpn-2");
    assertThat(lines.list).hasSize(2);
    nanos += Duration.ofMinutes(1).toNanos();
    complaints.forged("vpn-1");
    assertThat(lines.list).hasSize(3);
  }
}
