package dev.postern.radius;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.Optional;

/// How a secret is hidden in a reply (RFC 2868, section 3.5; RFC 2548, section 2.4.2): its length
/// in an octet, the secret, and zeros to the end of a block of 16, behind two octets of salt.
///
/// It is hidden under the authenticator of the request that is answered, so a gateway reads it only
/// from the reply to that very request: what an earlier round of the same login made does not do.
public final class SaltedSecret {
  /// What fits into a Vendor-Specific attribute: 247 octets less the salt, in whole blocks, less
  /// the length.
  public static final int LONGEST = 239;

  private static final int BLOCK = 16;
  private static final int SALT = 2;

  private SaltedSecret() {}

  /// The salt and the hidden secret, as they go on the wire.
  public static Octets hide(
      SecretOctets plain, int salt, Octets requestAuthenticator, SharedSecret secret) {
    if (plain.length() > LONGEST) {
      throw new IllegalArgumentException("a secret of more than 239 octets can't be sent");
    }
    if (salt < Salts.LEAST || salt > Salts.MOST) {
      throw new IllegalArgumentException("the first bit of a salt of two octets must be set");
    }
    byte[] octets = plain.reveal();
    byte[] hidden = new byte[SALT + (octets.length / BLOCK + 1) * BLOCK];
    hidden[0] = (byte) (salt >> 8);
    hidden[1] = (byte) salt;
    hidden[SALT] = (byte) octets.length;
    System.arraycopy(octets, 0, hidden, SALT + 1, octets.length);
    byte[] pad = firstPad(hidden, requestAuthenticator, secret);
    for (int at = SALT; at < hidden.length; at++) {
      if (at > SALT && (at - SALT) % BLOCK == 0) {
        pad = secret.pad(hidden, at - BLOCK, BLOCK);
      }
      hidden[at] ^= pad[(at - SALT) % BLOCK];
    }
    return Octets.copyOf(hidden);
  }

  /// The secret; empty if the octets are none that [#hide] makes under this secret for the reply to
  /// this request.
  public static Optional<SecretOctets> reveal(
      Octets hidden, Octets requestAuthenticator, SharedSecret secret) {
    int blocks = hidden.length() - SALT;
    if (blocks < BLOCK || blocks > LONGEST + 1 || blocks % BLOCK != 0) {
      return Optional.empty();
    }
    byte[] octets = hidden.toArray();
    byte[] plain = new byte[blocks];
    byte[] pad = firstPad(octets, requestAuthenticator, secret);
    for (int at = 0; at < blocks; at++) {
      if (at > 0 && at % BLOCK == 0) {
        pad = secret.pad(octets, SALT + at - BLOCK, BLOCK);
      }
      plain[at] = (byte) (octets[SALT + at] ^ pad[at % BLOCK]);
    }
    int length = plain[0] & 0xff;
    return length / BLOCK + 1 == blocks / BLOCK
        ? Optional.of(SecretOctets.copyOf(plain, 1, 1 + length))
        : Optional.empty();
  }

  private static byte[] firstPad(byte[] salted, Octets authenticator, SharedSecret secret) {
    byte[] start = new byte[authenticator.length() + SALT];
    authenticator.copyTo(start, 0);
    System.arraycopy(salted, 0, start, authenticator.length(), SALT);
    return secret.pad(start, 0, start.length);
  }
}
