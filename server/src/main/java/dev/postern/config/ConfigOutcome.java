package dev.postern.config;

import java.util.List;

/// What reading a configuration comes to: all of it is sound, or none of it is used.
public sealed interface ConfigOutcome {
  record Sound(Config config) implements ConfigOutcome {}

  /// The problems in the order of their lines, at least one.
  record Unsound(List<Problem> problems) implements ConfigOutcome {
    public Unsound {
      problems = List.copyOf(problems);
    }
  }
}
