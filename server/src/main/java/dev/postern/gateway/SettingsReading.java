package dev.postern.gateway;

import java.util.List;
import java.util.stream.Collectors;

/// How the reading of a gateway's settings ended.
public sealed interface SettingsReading {
  record Sound(GatewayRules rules) implements SettingsReading {}

  /// Every problem there is, each with what to do about it.
  record Unsound(List<SettingProblem> problems) implements SettingsReading {
    public Unsound {
      problems = List.copyOf(problems);
    }

    /// All of them in one line, as it stands in a log.
    public String inOneLine() {
      return problems.stream().map(SettingProblem::toString).collect(Collectors.joining("; "));
    }
  }
}
