package dev.postern.doctor;

import java.util.Comparator;
import java.util.List;

/// Has every check look, and puts the worst first.
public final class Doctor {
  private final List<Check> checks;

  public Doctor(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  public List<Finding> examine() {
    return checks.stream()
        .flatMap(check -> check.look().stream())
        .sorted(Comparator.comparing(Finding::severity))
        .toList();
  }
}
