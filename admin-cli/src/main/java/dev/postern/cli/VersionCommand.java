package dev.postern.cli;

import java.util.Map;
import picocli.CommandLine.Command;

/// `posternctl version`
@Command(name = "version", description = "print the version of this posternctl")
final class VersionCommand implements Runnable {
  private final Session session;

  VersionCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    session.show(Map.of("version", Version.text()), "posternctl " + Version.text());
  }
}
