package dev.postern.cli;

import dev.postern.api.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/// Shows on stderr how far long work is: a line that is drawn over on a terminal, else a line now
/// and then.
final class ProgressMeter {
  private static final Duration WHILE_REDRAWN = Duration.ofMillis(100);
  private static final Duration WHILE_NOT = Duration.ofSeconds(10);

  private final PrintWriter err;
  private final boolean redrawn;
  private final InstantSource clock;
  private Instant next;

  ProgressMeter(Terminal terminal, InstantSource clock) {
    this.err = terminal.err();
    this.redrawn = terminal.errShown();
    this.clock = clock;
    this.next = clock.instant();
  }

  void show(Progress progress) {
    var words = new StringBuilder(number(progress.done()));
    if (progress.total() != null) {
      words.append(" of ").append(number(progress.total()));
    }
    if (progress.bad() > 0) {
      words.append(", ").append(number(progress.bad())).append(" bad");
    }
    if (progress.secondsLeft() != null) {
      words.append(", ").append(left(progress.secondsLeft())).append(" left");
    }
    show(words.toString());
  }

  /// Shows these words, unless others were shown a moment ago.
  void show(String words) {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(redrawn ? WHILE_REDRAWN : WHILE_NOT);
    if (redrawn) {
      err.print("\r\033[K" + words);
    } else {
      err.println(words);
    }
    err.flush();
  }

  /// Takes the line away.
  void end() {
    if (redrawn) {
      err.print("\r\033[K");
      err.flush();
    }
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String left(long seconds) {
    if (seconds < 90) {
      return seconds + " s";
    }
    return seconds < 5400 ? (seconds + 30) / 60 + " min" : (seconds + 1800) / 3600 + " h";
  }
}
