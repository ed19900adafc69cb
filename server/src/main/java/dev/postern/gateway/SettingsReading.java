package dev.postern.gateway;

import java.util.List;

/// How the reading of a gateway's settings ended.
public sealed interface SettingsReading {
  record Sound(GatewayRules rules) implements SettingsReading {}

  /// Every problem there is, each with what to do about it.
  record Unsound(List<String> problems) implements SettingsReading {
    public Unsound {
      problems = List.copyOf(problems);
    }
  }
}
