package dev.postern;

/// The version of the server that runs.
final class ServerVersion {
  private ServerVersion() {}

  /// As the package was built; `unpacked` from classes that are in no package yet.
  static String text() {
    var version = ServerVersion.class.getPackage().getImplementationVersion();
    return version == null ? "unpacked" : version;
  }
}
