package dev.postern.secondfactor;

import dev.postern.octets.SecretOctets;
import dev.postern.otp.OneTimeCode;
import java.util.Optional;

/// A password with a code behind it, taken apart: the last `digits` octets are ASCII digits.
public record AppendedCode(SecretOctets password, OneTimeCode code) {
  /// Takes the secret apart if it ends in that many digits, whatever stands before them.
  public static Optional<AppendedCode> split(SecretOctets secret, int digits) {
    if (secret.length() < digits) {
      return Optional.empty();
    }
    var tail = secret.last(digits);
    for (byte octet : tail.reveal()) {
      if (octet < '0' || octet > '9') {
        return Optional.empty();
      }
    }
    return OneTimeCode.parse(tail.revealUtf8())
        .map(code -> new AppendedCode(secret.first(secret.length() - digits), code));
  }
}
