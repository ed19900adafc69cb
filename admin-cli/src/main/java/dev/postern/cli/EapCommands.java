package dev.postern.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `posternctl eap …`, which asks no server.
@Command(name = "eap", description = "what logins by EAP need")
final class EapCommands {
  private EapCommands() {}

  static CommandLine of(Session session) {
    return new CommandLine(new EapCommands()).addSubcommand("ca", new EapCaCommands(session));
  }
}
