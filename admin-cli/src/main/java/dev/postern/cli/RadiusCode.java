package dev.postern.cli;

import dev.postern.octets.SecretOctets;
import dev.postern.otp.KeyUri;
import dev.postern.otp.OtpCalculator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where `radius test` has its codes from: the command line, an otpauth URI, or whoever sits there.
final class RadiusCode {
  private final Session session;
  private final RadiusOptions options;
  private boolean used;

  RadiusCode(Session session, RadiusOptions options) {
    this.session = session;
    this.options = options;
  }

  /// The next code. One that was given is good once; a URI makes the one of this moment.
  SecretOctets next(String prompt) {
    if (options.keyUriFile != null && !used) {
      used = true;
      return SecretOctets.utf8(byUri(options.keyUriFile));
    }
    if (options.code != null && !used) {
      used = true;
      return SecretOctets.utf8(options.code);
    }
    if (!session.terminal().interactive()) {
      throw CommandFailed.refused(
          used ? "another code was asked for" : "a code was asked for",
          used ? null : "give it with --code CODE or --key-uri-file FILE");
    }
    return SecretOctets.utf8(session.terminal().ask(Printable.of(prompt) + ": ").strip());
  }

  private String byUri(Path file) {
    KeyUri uri =
        KeyUri.parse(read(file).strip())
            .orElseThrow(() -> CommandFailed.wrongUse("there is no otpauth URI in " + file, null));
    return switch (uri.movement()) {
      case KeyUri.Movement.ByTime(var step) ->
          new OtpCalculator(uri.key(), uri.parameters())
              .code(step.at(session.surroundings().clock().instant()))
              .reveal();
      case KeyUri.Movement.ByCounter(long _) ->
          throw CommandFailed.wrongUse(
              "the counter of a HOTP token is not known here", "give the code with --code");
    };
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException _) {
      throw CommandFailed.wrongUse("no otpauth URI can be read from " + file, null);
    }
  }
}
