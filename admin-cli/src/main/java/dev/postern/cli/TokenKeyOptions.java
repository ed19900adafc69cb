package dev.postern.cli;

import dev.postern.api.TokenView;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a token makes its codes, and where its key comes from. The defaults are what every
/// authenticator app understands (S26).
final class TokenKeyOptions {
  @Option(names = "--hotp", description = "codes by a counter instead of the clock")
  boolean hotp;

  @Option(
      names = "--algorithm",
      paramLabel = "HASH",
      defaultValue = "sha1",
      description = "one of ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  TokenView.Algorithm algorithm = TokenView.Algorithm.SHA1;

  @Option(
      names = "--digits",
      paramLabel = "N",
      defaultValue = "6",
      description = "6 or 8 (${DEFAULT-VALUE})")
  int digits;

  @Option(
      names = "--period",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "how long a code lasts (${DEFAULT-VALUE})")
  int periodSeconds;

  @Option(
      names = "--issuer",
      paramLabel = "NAME",
      defaultValue = "Postern",
      description = "whom the app names above the code (${DEFAULT-VALUE})")
  String issuer = "";

  @Option(
      names = "--token-key-file",
      paramLabel = "FILE",
      description = "a key that exists, in Base32, instead of a new one")
  @Nullable Path keyFile;

  @Option(names = "--token-key-stdin", description = "the same, read from stdin")
  boolean keyStdin;

  @Option(
      names = "--uri-file",
      paramLabel = "FILE",
      description = "write the otpauth URI here too, for nobody else to read")
  @Nullable Path uriFile;

  /// Whether the token's key is in an app or in a piece of hardware already.
  boolean exists() {
    return keyStdin || keyFile != null;
  }
}
