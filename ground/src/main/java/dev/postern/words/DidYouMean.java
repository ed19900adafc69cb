package dev.postern.words;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Finds the word that somebody may have meant: the one that the fewest slips of the keyboard turn
/// into what was typed, if they are few for its length.
public final class DidYouMean {
  private static final int LONGEST = 64;

  private DidYouMean() {}

  public static Optional<String> of(String typed, Collection<String> known) {
    if (typed.length() > LONGEST) {
      return Optional.empty();
    }
    int bound = Math.max(1, typed.length() / 3);
    return known.stream()
        .filter(word -> word.length() <= LONGEST && slips(typed, word) <= bound)
        .min(Comparator.<String>comparingInt(word -> slips(typed, word)).thenComparing(w -> w));
  }

  /// The same as the end of a sentence: `, did you mean 'prompt'?`, or nothing.
  public static String ending(String typed, Collection<String> known) {
    return of(typed, known).map(word -> ", did you mean '" + word + "'?").orElse("");
  }

  /// How many letters must be added, left out, exchanged or swapped with their neighbour, case and
  /// the choice between `-`, `_` and `.` aside (restricted Damerau-Levenshtein distance).
  static int slips(String one, String other) {
    String a = plain(one);
    String b = plain(other);
    int[] beforeLast = new int[b.length() + 1];
    int[] last = IntStream.rangeClosed(0, b.length()).toArray();
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int exchanged = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(exchanged, 1 + Math.min(last[j], row[j - 1]));
        if (swapped(a, i, b, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
  }
}
