package dev.postern.bench;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How much of what, each within a bound.
///
/// @param users who log in with a code, each at most once
/// @param warm for how many seconds each method warms its server up
/// @param seconds how long each run takes
/// @param flight logins at once
/// @param rounds how often everything is measured, in turn
/// @param peer whether FreeRADIUS is measured, too
/// @param only the one method that is measured; all if absent
/// @param open conversations that are left open, to see what memory they take
record EapScenarioSettings(
    int users,
    int warm,
    int seconds,
    int flight,
    int rounds,
    boolean peer,
    @Nullable EapMethod only,
    int open) {
  EapScenarioSettings {
    within("users", users, 1000, 1_000_000);
    within("warm", warm, 1, 300);
    within("seconds", seconds, 1, 300);
    within("flight", flight, 1, 1000);
    within("rounds", rounds, 1, 100);
    within("open", open, 100, 1900);
  }

  static EapScenarioSettings read(List<String> words) {
    var known = List.of("users", "warm", "seconds", "flight", "rounds", "open");
    int[] values = {100_000, 20, 10, 32, 1, 1500};
    boolean peer = false;
    EapMethod only = null;
    for (String word : words) {
      var parts = word.split("=", 2);
      int index = known.indexOf(parts[0]);
      if (word.equals("peer=freeradius")) {
        peer = true;
      } else if (parts[0].equals("only") && parts.length == 2) {
        only = EapMethod.valueOf(parts[1].toUpperCase(Locale.ROOT));
      } else if (index < 0 || parts.length < 2) {
        throw new IllegalArgumentException(
            "'"
                + word
                + "' is none of "
                + known
                + ", as name=N, nor peer=freeradius, nor only=METHOD");
      } else {
        values[index] = Integer.parseInt(parts[1]);
      }
    }
    return new EapScenarioSettings(
        values[0], values[1], values[2], values[3], values[4], peer, only, values[5]);
  }

  boolean measures(EapMethod method) {
    return only == null || only == method;
  }

  private static void within(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + " must be from " + least + " to " + most + ", not " + value);
    }
  }
}
