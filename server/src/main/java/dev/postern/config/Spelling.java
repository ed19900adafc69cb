package dev.postern.config;

import dev.postern.words.DidYouMean;
import java.util.Collection;

/// The end of a complaint about a word that nobody knows.
final class Spelling {
  private Spelling() {}

  /// `, did you mean …?` if one of the known words is near, else all that are known; empty if none
  /// is.
  static String hint(String written, Collection<String> known) {
    return DidYouMean.of(written, known)
        .map(word -> ", did you mean " + word + "?")
        .orElseGet(() -> all(known));
  }

  private static String all(Collection<String> known) {
    return known.isEmpty()
        ? ""
        : ", known here: " + String.join(", ", known.stream().sorted().toList());
  }
}
