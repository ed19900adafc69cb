package dev.postern.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wrong with the installation, the worst first, as the node sees it that was asked.
public record Diagnosis(String node, Instant at, List<Finding> findings) {
  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /// How bad a finding is.
  public enum Severity {
    WRONG,
    ADVICE,
    SOUND;

    @Override
    public String toString() {
      return Words.of(this);
    }
  }

  /// What was found, about what, and what to do.
  public record Finding(Severity severity, String about, String what, @Nullable String hint) {}
}
