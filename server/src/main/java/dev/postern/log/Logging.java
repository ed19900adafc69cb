package dev.postern.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Sets Logback up. As its configurator it gives tests, and a server that has not read its settings
/// yet, the standard log.
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {
  /// Libraries that tell more of their day than of ours.
  private static final List<String> TALKATIVE =
      List.of("io.netty", "io.helidon", "com.zaxxer.hikari", "org.flywaydb", "org.postgresql");

  /// Tells a start that failed with all its frames; that is ours to tell, in one line.
  private static final String FAILED_START = "io.helidon.webserver.LoomServer";

  /// Has everything that is logged from now on written as the settings say.
  public static void start(LogSettings settings) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.reset();
      apply(context, settings);
    }
    SLF4JBridgeHandler
        .removeHandlersForRootLogger(); // Helidon and pgjdbc speak to java.util.logging
    SLF4JBridgeHandler.install();
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    apply(context, LogSettings.standard());
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static void apply(LoggerContext context, LogSettings settings) {
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setName("log");
    appender.setEncoder(encoder(context, settings.format()));
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.valueOf(settings.level().name()));
    root.addAppender(appender);
    context.getLogger(FAILED_START).setLevel(Level.OFF);
    if (settings.level() != LogSettings.Level.ERROR) {
      TALKATIVE.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    }
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogSettings.Format format) {
    return switch (format) {
      case TEXT -> text(context);
      case JSON -> json(context);
    };
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    var layout = new TextLine();
    layout.setContext(context);
    layout.start();
    var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    var encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }
}
