package dev.postern.token;

import dev.postern.octets.SecretOctets;
import java.util.Optional;

/// How long a token key must be: at least 112 bits (NIST SP 800-63B, section 3.1.4.1), better the
/// 128 that RFC 4226, section 4, requires or the 160 that it recommends.
public final class TokenKeyRule {
  private static final int LEAST_OCTETS = 14;
  private static final int MOST_OCTETS = 128;

  private TokenKeyRule() {}

  /// Why the key can't be taken; empty if it can.
  public static Optional<String> problem(SecretOctets key) {
    if (key.length() < LEAST_OCTETS) {
      return Optional.of(
          "the key has " + 8 * key.length() + " bits, fewer than 112: it can be guessed");
    }
    return key.length() > MOST_OCTETS
        ? Optional.of("the key has over " + MOST_OCTETS + " octets")
        : Optional.empty();
  }
}
