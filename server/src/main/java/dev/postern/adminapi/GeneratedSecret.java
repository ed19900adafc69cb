package dev.postern.adminapi;

import dev.postern.octets.SecretOctets;
import dev.postern.radius.SharedSecret;
import java.security.SecureRandom;

/// A shared secret that nobody has to think of: 32 letters and digits, 190 bits.
final class GeneratedSecret {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 32;

  private GeneratedSecret() {}

  static SharedSecret with(SecureRandom random) {
    var text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new SharedSecret(SecretOctets.utf8(text.toString()));
  }
}
