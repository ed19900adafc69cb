package dev.postern.cli;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;

/// Starts `posternctl`.
public final class Main {
  private Main() {}

  public static void main(String[] words) {
    var environment = System.getenv();
    var surroundings =
        new Surroundings(
            new SystemTerminal(environment),
            environment,
            Path.of(System.getProperty("user.home")),
            "root".equals(System.getProperty("user.name")),
            InstantSource.system(),
            ZoneId.systemDefault(),
            new SecureRandom());
    System.exit(run(surroundings, words));
  }

  /// Runs one command to its end and returns its exit code.
  static int run(Surroundings surroundings, String... words) {
    try {
      return Posternctl.commandLine(surroundings, words).execute(words);
    } finally {
      surroundings.terminal().out().flush();
      surroundings.terminal().err().flush();
    }
  }
}
