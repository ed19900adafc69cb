package dev.postern.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What a command finds around it. `random` makes token keys, so it has to be a secure one.
record Surroundings(
    Terminal terminal,
    Map<String, String> environment,
    Path home,
    boolean root,
    InstantSource clock,
    ZoneId zone,
    RandomGenerator random) {
  Surroundings {
    environment = Map.copyOf(environment);
  }

  /// The variable's value; empty also if it is set to nothing.
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /// A folder as the XDG base directory specification has it: the variable's, or one in the home.
  Path folder(String variable, String fallback) {
    return variable(variable).map(Path::of).orElseGet(() -> home.resolve(fallback));
  }
}
