package dev.postern.cli;

import dev.postern.api.UserRef;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The user that a command is about.
final class UserArgument {
  @Parameters(index = "0", paramLabel = "USER", description = "the user's name")
  String name = "";

  @Option(
      names = "--realm",
      paramLabel = "REALM",
      defaultValue = "local",
      description = "the user's realm (${DEFAULT-VALUE})")
  String realm = "";

  UserRef ref() {
    return new UserRef(realm, name);
  }

  /// Fills realm and name into a path.
  Place at(String template) {
    return Place.of(template, realm, name);
  }
}
