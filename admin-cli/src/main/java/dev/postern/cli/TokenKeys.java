package dev.postern.cli;

import dev.postern.api.Secret;
import dev.postern.api.TokenView;
import dev.postern.octets.Base32;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.KeyUri;
import dev.postern.otp.OtpAlgorithm;
import dev.postern.otp.OtpParameters;
import dev.postern.otp.TimeStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Makes token keys here, so that the server never has to give one out (S25), and shows them as the
/// URI and QR that an authenticator app reads.
final class TokenKeys {
  private static final int LONGEST_LABEL = 32;

  private final Session session;

  TokenKeys(Session session) {
    this.session = session;
  }

  /// The key for a new token: made by chance and as long as its hash (RFC 6238, section 5.1), or
  /// the one that was handed in.
  SecretOctets key(TokenKeyOptions options) {
    check(options);
    if (options.exists()) {
      return read(options);
    }
    var octets = new byte[length(options.algorithm)];
    session.surroundings().random().nextBytes(octets);
    return SecretOctets.copyOf(octets);
  }

  private static int length(TokenView.Algorithm algorithm) {
    return switch (algorithm) {
      case SHA1 -> 20;
      case SHA256 -> 32;
      case SHA512 -> 64;
    };
  }

  private static void check(TokenKeyOptions options) {
    if (options.digits != 6 && options.digits != 8) {
      throw CommandFailed.wrongUse("a code has 6 or 8 digits, not " + options.digits, null);
    }
    if (options.periodSeconds < 1 || options.periodSeconds > 3600) {
      throw CommandFailed.wrongUse(
          "a code lasts 1 to 3600 seconds, not " + options.periodSeconds, null);
    }
  }

  private SecretOctets read(TokenKeyOptions options) {
    String text =
        options.keyFile == null ? session.secretFromStdin().text() : read(options.keyFile);
    SecretOctets key =
        Base32.decode(text.strip())
            .filter(octets -> !octets.isEmpty())
            .orElseThrow(() -> CommandFailed.wrongUse("the token key is not in Base32", null));
    if (key.length() < 16) { // RFC 4226, section 4, R6
      session.note("warning: a token key should have at least 16 octets, not " + key.length());
    }
    return key;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException _) {
      throw CommandFailed.wrongUse("no token key can be read from " + file, null);
    }
  }

  /// Says what the widespread apps would not do right (S26).
  void warn(TokenKeyOptions options) {
    if (options.algorithm != TokenView.Algorithm.SHA1) {
      warn("with " + options.algorithm + " some apps show wrong codes without a word");
    }
    if (options.digits != 6) {
      warn("some apps show 6 digits whatever the QR says");
    }
    if (!options.hotp && options.periodSeconds != 30) {
      warn("Google's and Microsoft's authenticator know no other period than 30 s");
    }
  }

  private void warn(String words) {
    session.note("warning: " + words);
  }

  /// What an app reads; `login` names the token in its list.
  KeyUri uri(TokenKeyOptions options, String login, SecretOctets key) {
    var parameters =
        new OtpParameters(OtpAlgorithm.valueOf(options.algorithm.name()), options.digits);
    KeyUri.Movement movement =
        options.hotp
            ? new KeyUri.Movement.ByCounter(0)
            : new KeyUri.Movement.ByTime(TimeStep.ofSeconds(options.periodSeconds));
    return new KeyUri(movement, label(options.issuer), label(login), key, parameters);
  }

  private static String label(String name) {
    String plain = name.replace(':', ' ').strip();
    return plain
        .substring(0, plain.offsetByCodePoints(0, Math.min(LONGEST_LABEL, codePoints(plain))))
        .strip();
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  static Secret base32(SecretOctets key) {
    return new Secret(Base32.encode(key.reveal()));
  }

  /// Prints QR and URI for the person who sets the app up.
  void show(KeyUri uri) {
    boolean coloured =
        session.terminal().shown() && session.surroundings().variable("NO_COLOR").isEmpty();
    session.out().print(QrText.draw(uri.reveal(), coloured));
    session.out().println(uri.reveal());
  }

  /// Writes the URI into a file that nobody else can read.
  void write(KeyUri uri, Path file) {
    var owner = PosixFilePermissions.fromString("rw-------");
    try {
      Files.deleteIfExists(file);
      Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
      Files.writeString(file, uri.reveal() + "\n");
    } catch (IOException e) {
      throw CommandFailed.refused(file + " can't be written: " + e.getMessage(), null);
    }
  }
}
