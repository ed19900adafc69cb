package dev.postern.otp;

import dev.postern.octets.Base32;
import dev.postern.octets.SecretOctets;
import java.util.Optional;

/// What stands in the QR that an authenticator app reads: a token's key and parameters, and under
/// which names the app lists it.
///
/// `otpauth://totp/Issuer:label?secret=…&issuer=…&algorithm=SHA1&digits=6&period=30`
///
/// The names are escaped as RFC 3986 has it (a blank is `%20`, since some apps show a `+` as it
/// stands). It prints without the key; [#reveal] is the URI.
///
/// @param issuer may be empty; holds no colon
/// @param label names the login; 1 to 32 characters, no colon
public record KeyUri(
    Movement movement, String issuer, String label, SecretOctets key, OtpParameters parameters) {
  private static final int LONGEST_NAME = 32;

  /// What makes the next code differ from the last.
  public sealed interface Movement {
    /// The clock: TOTP.
    record ByTime(TimeStep timeStep) implements Movement {}

    /// A counter: HOTP. `counter` is the next one to be used.
    record ByCounter(long counter) implements Movement {
      public ByCounter {
        if (counter < 0) {
          throw new IllegalArgumentException("a counter is not negative: " + counter);
        }
      }
    }
  }

  public KeyUri {
    if (label.isEmpty()) {
      throw new IllegalArgumentException("a key URI has a label");
    }
    requireName(label);
    requireName(issuer);
    if (key.isEmpty()) {
      throw new IllegalArgumentException("a key URI has a key");
    }
  }

  private static void requireName(String name) {
    if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "issuer and label have at most " + LONGEST_NAME + " characters: " + name);
    }
    if (name.indexOf(':') >= 0
        || name.chars().anyMatch(Character::isISOControl)
        || !name.strip().equals(name)) {
      throw new IllegalArgumentException(
          "issuer and label hold no colon, control character or blank at an end: " + name);
    }
  }

  /// Reads a key URI, our own or another maker's: hash, digits and time step may be missing and are
  /// then the usual ones. Empty if it is none, or asks for what we can't make.
  public static Optional<KeyUri> parse(String text) {
    return KeyUriReader.read(text);
  }

  /// The URI itself, key and all: for the QR and for nothing that is kept or logged.
  public String reveal() {
    String escapedIssuer = UriEscapes.escape(issuer);
    var uri = new StringBuilder("otpauth://");
    uri.append(movement instanceof Movement.ByTime ? "totp/" : "hotp/");
    if (!issuer.isEmpty()) {
      uri.append(escapedIssuer).append(':');
    }
    uri.append(UriEscapes.escape(label));
    uri.append("?secret=").append(Base32.encode(key.reveal()));
    if (!issuer.isEmpty()) {
      uri.append("&issuer=").append(escapedIssuer);
    }
    uri.append("&algorithm=").append(parameters.algorithm());
    uri.append("&digits=").append(parameters.digits());
    switch (movement) {
      case Movement.ByTime(TimeStep step) -> uri.append("&period=").append(step.seconds());
      case Movement.ByCounter(long counter) -> uri.append("&counter=").append(counter);
    }
    return uri.toString();
  }
}
