package dev.postern.cli;

import picocli.CommandLine.Option;

/// The answer, beforehand, to "are you sure?".
final class Sure {
  @Option(
      names = {"-y", "--yes"},
      description = "do it without asking")
  boolean yes;
}
