package dev.postern.bench;

import java.util.List;

/// How much of what, each within a bound: the scenario is for this machine alone.
///
/// @param users how many users there are; each logs in at most once
/// @param rate logins a second
/// @param forged forged packets a second, beside the logins of the second run
/// @param seconds how long each run takes
record FloodSettings(int users, int rate, int forged, int seconds) {
  /// How long the server is warmed up, at the rate of the runs.
  static final int WARM_UP_SECONDS = 10;

  FloodSettings {
    within("users", users, 100, 1_000_000);
    within("rate", rate, 1, 5_000);
    within("forged", forged, 1, 100_000);
    within("seconds", seconds, 1, 300);
    long needed = (long) rate * (WARM_UP_SECONDS + 2L * seconds);
    if (needed > users) {
      throw new IllegalArgumentException(
          "users must be at least " + needed + " at this rate: a code is good once");
    }
  }

  static FloodSettings read(List<String> words) {
    var known = List.of("users", "rate", "forged", "seconds");
    int[] values = {10_000, 200, 5_000, 20};
    for (String word : words) {
      var parts = word.split("=", 2);
      int index = known.indexOf(parts[0]);
      if (index < 0 || parts.length < 2) {
        throw new IllegalArgumentException("'" + word + "' is none of " + known + ", as name=N");
      }
      values[index] = Integer.parseInt(parts[1]);
    }
    return new FloodSettings(values[0], values[1], values[2], values[3]);
  }

  private static void within(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + " must be from " + least + " to " + most + ", not " + value);
    }
  }
}
