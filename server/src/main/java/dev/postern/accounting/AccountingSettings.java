package dev.postern.accounting;

import java.time.Duration;

/// How long sessions are remembered, and when one is taken to be over that nobody ended.
///
/// - `keptMonths`: full months for which sessions are kept that are over, 0 for ever, to 600
/// - `silence`: how long a session stays open of which interim updates came and come no more, 5 min
///   to 7 d
/// - `longest`: how long one stays open of which nothing but its start was heard, 1 h to 365 d
public record AccountingSettings(int keptMonths, Duration silence, Duration longest) {
  public static final AccountingSettings DEFAULT =
      new AccountingSettings(6, Duration.ofHours(1), Duration.ofDays(3));

  public AccountingSettings {
    require(
        keptMonths >= 0 && keptMonths <= 600,
        "kept-months must be 0 (for ever) to 600, not " + keptMonths);
    require(
        silence.toMinutes() >= 5 && silence.toDays() <= 7,
        "silence must be 5 min to 7 d, not " + silence);
    require(
        longest.toHours() >= 1 && longest.toDays() <= 365,
        "longest must be 1 h to 365 d, not " + longest);
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
