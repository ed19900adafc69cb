package dev.postern.radius;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.Optional;

/// How User-Password is hidden (RFC 2865, section 5.2): in blocks of 16 octets, each under an MD5
/// of the secret and the block before.
public final class UserPassword {
  public static final int LONGEST = 128;
  private static final int BLOCK = 16;

  private UserPassword() {}

  /// The password without its padding; empty if the attribute's length is none that section 5.2
  /// allows. NUL octets within are kept, and so are octets that are no UTF-8.
  public static Optional<SecretOctets> reveal(
      Octets hidden, Octets authenticator, SharedSecret secret) {
    int length = hidden.length();
    if (length == 0 || length > LONGEST || length % BLOCK != 0) {
      return Optional.empty();
    }
    byte[] octets = hidden.toArray();
    byte[] plain = new byte[length];
    byte[] pad = secret.pad(authenticator.toArray(), 0, BLOCK);
    for (int at = 0; at < length; at++) {
      if (at > 0 && at % BLOCK == 0) {
        pad = secret.pad(octets, at - BLOCK, BLOCK);
      }
      plain[at] = (byte) (octets[at] ^ pad[at % BLOCK]);
    }
    int end = length;
    while (end > 0 && plain[end - 1] == 0) {
      end--;
    }
    return Optional.of(SecretOctets.copyOf(plain, 0, end));
  }

  /// The password as it goes on the wire; at most 128 octets.
  public static Octets hide(SecretOctets password, Octets authenticator, SharedSecret secret) {
    if (password.length() > LONGEST) {
      throw new IllegalArgumentException("a password of more than 128 octets can't be sent");
    }
    byte[] plain = password.reveal();
    byte[] hidden = new byte[Math.max(1, (plain.length + BLOCK - 1) / BLOCK) * BLOCK];
    System.arraycopy(plain, 0, hidden, 0, plain.length);
    byte[] pad = secret.pad(authenticator.toArray(), 0, BLOCK);
    for (int at = 0; at < hidden.length; at++) {
      if (at > 0 && at % BLOCK == 0) {
        pad = secret.pad(hidden, at - BLOCK, BLOCK);
      }
      hidden[at] ^= pad[at % BLOCK];
    }
    return Octets.copyOf(hidden);
  }
}
