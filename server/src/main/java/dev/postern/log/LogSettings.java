package dev.postern.log;

/// How the log is written to the standard output, and how much of it.
public record LogSettings(Format format, Level level) {
  /// Lines for people, or a JSON object a line for machines.
  public enum Format {
    TEXT,
    JSON
  }

  /// The least that is told: error wakes somebody, warn wants a look this week, info is a day's
  /// story, debug is for us.
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }

  public static LogSettings standard() {
    return new LogSettings(Format.TEXT, Level.INFO);
  }
}
