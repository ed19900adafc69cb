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
    boolean there = Files.isExecutable(program);
    assumeTrue(
        there || "true".equals(System.getenv("CI")),
        "no " + program + ": install " + debianPackage + " to test against it");
    assertThat(there).as("CI has " + program).isTrue();
  }
}
