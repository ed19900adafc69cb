package dev.postern.cli;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// Finds the option by which a field of a request was given, since the operator typed the one and
/// never saw the other: `policy.challengeLife` is `--challenge-life`.
final class FieldOption {
  private FieldOption() {}

  /// The option's name, or the field's if the command has no such option.
  static String of(String field, CommandLine command) {
    Map<String, OptionSpec> options = command.getCommandSpec().optionsMap();
    String last = field.substring(field.lastIndexOf('.') + 1);
    String name = "--" + last.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return Stream.of(
            name, name.replaceAll("s$", ""), name.replaceAll("-(seconds|at)$", ""), name + "-stdin")
        .filter(options::containsKey)
        .findFirst()
        .orElse(field);
  }
}
