package dev.postern.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/// One line an event: time, level, the class that speaks, what it says, names and values.
///
/// A stack trace follows only an error; of any other failure the line names the cause. What came
/// from outside can't begin a line of its own, since control characters become spaces.
final class TextLine extends LayoutBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.systemDefault());

  @Override
  public String doLayout(ILoggingEvent event) {
    var line = new StringBuilder(160);
    TIME.formatTo(event.getInstant(), line);
    line.append(' ').append(event.getLevel());
    line.append(event.getLevel().levelStr.length() == 4 ? "  " : " ");
    line.append(speaker(event.getLoggerName())).append(": ");
    append(line, event.getFormattedMessage());
    var values = event.getKeyValuePairs();
    if (values != null) {
      values.forEach(value -> append(line, value));
    }
    append(line, event.getLevel(), event.getThrowableProxy());
    return line.append('\n').toString();
  }

  private static String speaker(String logger) {
    return logger.startsWith("dev.postern.") ? logger.substring("dev.postern.".length()) : logger;
  }

  private static void append(StringBuilder line, KeyValuePair value) {
    append(line.append(' '), value.key);
    append(line.append('='), String.valueOf(value.value));
  }

  private static void append(StringBuilder line, Level level, @Nullable IThrowableProxy failure) {
    if (failure == null) {
      return;
    }
    if (level.isGreaterOrEqual(Level.ERROR)) {
      line.append('\n').append(ThrowableProxyUtil.asString(failure));
      line.setLength(line.length() - 1);
    } else {
      append(line.append(": "), failure.getClassName() + ": " + failure.getMessage());
    }
  }

  private static void append(StringBuilder line, String text) {
    text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(line::appendCodePoint);
  }
}
