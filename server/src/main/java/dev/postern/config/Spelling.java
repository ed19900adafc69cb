package dev.postern.config;

import java.util.Collection;
import java.util.Comparator;

/// Finds the word that was probably meant.
final class Spelling {
  private Spelling() {}

  /// `, did you mean …?` if one of the known words is near, else what is known; empty if nothing
  /// is.
  static String hint(String written, Collection<String> known) {
    var nearest =
        known.stream()
            .min(
                Comparator.<String>comparingInt(word -> distance(written, word))
                    .thenComparing(Comparator.naturalOrder()));
    if (nearest.isEmpty()) {
      return "";
    }
    int far = distance(written, nearest.get());
    if (far <= Math.max(1, Math.min(written.length(), nearest.get().length()) / 3)) {
      return ", did you mean " + nearest.get() + "?";
    }
    return ", known here: " + String.join(", ", known.stream().sorted().toList());
  }

  /// How many letters must be put in, taken out, exchanged or swapped with their neighbour. Words
  /// beyond any sensible length are simply far apart.
  static int distance(String a, String b) {
    if (Math.max(a.length(), b.length()) > 100) {
      return 100;
    }
    var costs = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        costs[i][j] = i == 0 || j == 0 ? i + j : cheapest(costs, a, b, i, j);
      }
    }
    return costs[a.length()][b.length()];
  }

  private static int cheapest(int[][] costs, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(costs[i - 1][j] + 1, costs[i][j - 1] + 1);
    best = Math.min(best, costs[i - 1][j - 1] + change);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, costs[i - 2][j - 2] + 1) : best;
  }
}
