package dev.postern.radius.dictionary;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Guesses which name somebody meant.
final class NearestNames {
  private static final int MOST = 3;
  private static final int LONGEST_GUESSED = 64;

  private record Candidate(String name, int distance) {}

  private NearestNames() {}

  /// The nearest of `names`: a slip or two away, or bearing the whole of `meant` within.
  static List<String> to(String meant, Collection<String> names) {
    if (meant.isEmpty() || meant.length() > LONGEST_GUESSED) {
      return List.of();
    }
    String wanted = meant.toLowerCase(Locale.ROOT);
    int tolerated = 1 + wanted.length() / 5;
    return names.stream()
        .map(name -> new Candidate(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
        .filter(candidate -> candidate.distance <= tolerated)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(MOST)
        .map(Candidate::name)
        .toList();
  }

  /// How many letters must be added, dropped or changed; 1 if only a maker's name in front is
  /// missing.
  private static int distance(String wanted, String name) {
    if (name.endsWith("-" + wanted)) {
      return 1;
    }
    int[] row = new int[name.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= wanted.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (wanted.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[name.length()];
  }
}
