package dev.postern.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The version of this posternctl, as its jar says.
final class Version implements IVersionProvider {
  static String text() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("unreleased");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"posternctl " + text()};
  }
}
