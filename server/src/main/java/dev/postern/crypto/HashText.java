package dev.postern.crypto;

import dev.postern.octets.Octets;
import java.util.Base64;
import java.util.Optional;

/// The ways in which stored password hashes write octets and numbers.
final class HashText {
  private HashText() {}

  /// Base64 with or without padding; `.` stands for `+`, as passlib writes it.
  static Optional<Octets> base64(String text) {
    try {
      return Optional.of(Octets.copyOf(Base64.getDecoder().decode(text.replace('.', '+'))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// A number of up to nine digits; a longer one is as large as any limit.
  static int number(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }
}
