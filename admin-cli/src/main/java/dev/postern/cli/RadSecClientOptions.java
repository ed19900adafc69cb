package dev.postern.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How `radius test` asks over TLS.
final class RadSecClientOptions {
  @Option(
      names = "--radsec",
      description = "ask over TLS (port 2083, secret radsec), with the three files below")
  boolean radSec;

  @Option(
      names = "--radsec-ca",
      paramLabel = "FILE",
      description = "PEM: who vouches for the server")
  @Nullable Path ca;

  @Option(
      names = "--radsec-certificate",
      paramLabel = "FILE",
      description = "PEM: the gateway's certificate, with its chain")
  @Nullable Path certificate;

  @Option(
      names = "--radsec-key",
      paramLabel = "FILE",
      description = "PEM: its private key (PKCS#8)")
  @Nullable Path key;

  @Option(
      names = "--radsec-server-name",
      paramLabel = "NAME",
      description = "the name that the server's certificate must bear, if not that of --to")
  @Nullable String serverName;

  /// The three files.
  ClientFiles files() {
    if (ca == null || certificate == null || key == null) {
      throw CommandFailed.wrongUse(
          "--radsec needs --radsec-ca, --radsec-certificate and --radsec-key", null);
    }
    return new ClientFiles(ca, certificate, key);
  }
}
