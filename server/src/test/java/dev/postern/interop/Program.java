package dev.postern.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// Somebody else's program that tests run. On a machine of ours without it they are left out; CI
/// must have it.
final class Program {
  private Program() {}

  static void require(Path program, String debianPackage) {
    require(
        Files.exists(program),
        program.toString(),
        "install " + debianPackage + " to test against it");
  }

  /// That tests may make networks and start what only root may.
  static void requireRoot() {
    require("root".equals(System.getProperty("user.name")), "root", "run the tests as root");
  }

  private static void require(boolean there, String what, String hint) {
    assumeTrue(there || "true".equals(System.getenv("CI")), "no " + what + ": " + hint);
    assertThat(there).as("CI has " + what).isTrue();
  }
}
