package dev.postern.doctor;

import java.time.Duration;

/// Spans of time in words, in their largest unit alone: `3 h`.
final class Spans {
  private Spans() {}

  static String text(Duration span) {
    if (span.toDays() > 0) {
      return span.toDays() + " d";
    }
    if (span.toHours() > 0) {
      return span.toHours() + " h";
    }
    return span.toMinutes() > 1 ? span.toMinutes() + " min" : span.toSeconds() + " s";
  }
}
