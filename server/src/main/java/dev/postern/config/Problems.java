package dev.postern.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The problems found so far in one file and the environment over it.
final class Problems {
  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(int line, String text) {
    found.add(new Problem(file, line, text));
  }

  /// A problem with a variable of the environment.
  void add(String variable, String text) {
    found.add(new Problem(variable, 0, text));
  }

  boolean none() {
    return found.isEmpty();
  }

  List<Problem> inOrder() {
    return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
  }
}
