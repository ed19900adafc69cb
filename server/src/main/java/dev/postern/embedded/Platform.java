package dev.postern.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// A kind of machine that we carry PostgreSQL for.
///
/// @param name of the folder that the programs are unpacked into
/// @param archive the resource that holds them
record Platform(String name, String archive) {
  private static final Platform X86_64 = new Platform("linux-x86_64", "/postgres-linux-x86_64.txz");
  private static final Platform ARM_64 = new Platform("linux-arm64", "/postgres-linux-arm_64.txz");

  static Platform here() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"), Path.of("/"));
  }

  /// The platform of these names; `root` is where the dynamic loader is looked for.
  static Platform of(String system, String architecture, Path root) {
    if (!system.equals("Linux")) {
      throw unsupported(system);
    }
    return switch (architecture.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> withLoader(X86_64, root.resolve("lib64/ld-linux-x86-64.so.2"));
      case "aarch64", "arm64" -> withLoader(ARM_64, root.resolve("lib/ld-linux-aarch64.so.1"));
      default -> throw unsupported("Linux " + architecture);
    };
  }

  private static Platform withLoader(Platform platform, Path loader) {
    if (!Files.exists(loader)) {
      throw unsupported("Linux without glibc");
    }
    return platform;
  }

  private static EmbeddedPostgresFailed unsupported(String what) {
    return new EmbeddedPostgresFailed(
        "no embedded PostgreSQL for "
            + what
            + " (only Linux x86-64 and arm64 with glibc); configure an external PostgreSQL instead");
  }
}
