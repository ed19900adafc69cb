package dev.postern.cli;

import dev.postern.cli.takeover.Format;
import dev.postern.cli.takeover.TakeoverTerms;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OtpAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What may be said of a file of another system.
final class TakeoverOptions {
  @Option(
      names = "--format",
      description = "what the file is, if it does not show: ${COMPLETION-CANDIDATES}")
  @Nullable Format format;

  @Option(names = "--dry-run", description = "tell what would be done, and do nothing")
  boolean dryRun;

  @Option(names = "--yes", description = "don't ask before it is done")
  boolean yes;

  @Option(names = "--skip-refused", description = "leave out what is refused, and take the rest")
  boolean skipRefused;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "whose it is, where the file does not say")
  @Nullable String user;

  @Option(
      names = "--algorithm",
      paramLabel = "HASH",
      description = "of tokens whose file does not say: sha1, sha256, sha512")
  @Nullable OtpAlgorithm algorithm;

  @Option(names = "--digits", paramLabel = "N", description = "the same: 6 or 8")
  @Nullable Integer digits;

  @Option(
      names = "--period",
      paramLabel = "SECONDS",
      description = "the same: how long a code lasts")
  @Nullable Integer periodSeconds;

  @Option(
      names = "--vdom",
      paramLabel = "NAME",
      description = "whose of a FortiGate's users; #FOS_Administrator for its administrators")
  @Nullable String vdom;

  @Option(
      names = "--fortios-commands",
      paramLabel = "FILE",
      description =
          "write the commands here that make them RADIUS users of Postern; FILE.back undoes")
  @Nullable Path fortiOsCommands;

  @Option(
      names = "--transport-key-file",
      paramLabel = "FILE",
      description = "the key that a PSKC file is encrypted under, in hex or Base64")
  @Nullable Path transportKeyFile;

  @Option(
      names = "--password-stdin",
      description = "the password that a PSKC file is encrypted under, on stdin")
  boolean passwordStdin;

  private @Nullable SecretOctets password;

  /// Whether something was said that our own CSV has no use for.
  boolean any() {
    return yes
        || skipRefused
        || user != null
        || vdom != null
        || fortiOsCommands != null
        || transportKeyFile != null
        || passwordStdin
        || algorithm != null
        || digits != null
        || periodSeconds != null;
  }

  /// Asks for the password of the file.
  void ask(Session session) {
    password = SecretOctets.utf8(session.password(false, "password of the file: ").text());
  }

  TakeoverTerms terms(Session session) {
    if (digits != null && digits != 6 && digits != 8) {
      throw CommandFailed.wrongUse("a code has 6 or 8 digits, not " + digits, null);
    }
    if (periodSeconds != null && (periodSeconds < 1 || periodSeconds > 3600)) {
      throw CommandFailed.wrongUse("a code lasts 1 to 3600 seconds, not " + periodSeconds, null);
    }
    if (passwordStdin && password == null) {
      password = SecretOctets.utf8(session.secretFromStdin().text());
    }
    return new TakeoverTerms(
        user,
        algorithm,
        digits,
        periodSeconds,
        transportKeyFile == null ? null : key(transportKeyFile),
        password,
        vdom);
  }

  private static SecretOctets key(Path file) {
    try {
      String text = Files.readString(file).strip();
      byte[] key =
          text.matches("([0-9A-Fa-f]{2})+")
              ? HexFormat.of().parseHex(text)
              : Base64.getDecoder().decode(text);
      return SecretOctets.copyOf(key);
    } catch (IOException | IllegalArgumentException _) {
      throw CommandFailed.wrongUse("no key in hex or Base64 can be read from " + file, null);
    }
  }
}
