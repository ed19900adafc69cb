package dev.postern.mschap;

import dev.postern.octets.SecretOctets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// ChallengeResponse (RFC 2759, section 8.5; RFC 2433, appendix A): the challenge, encrypted with
/// DES under each third of the NT hash and zeros.
final class NtResponse {
  static final int LENGTH = 24;
  static final int CHALLENGE = 8;
  private static final int PART = 7; // 56 bits of a key

  private NtResponse() {}

  static SecretOctets of(byte[] challenge, NtHash hash) {
    byte[] key = Arrays.copyOf(hash.octets().reveal(), 3 * PART);
    byte[] response = new byte[LENGTH];
    try {
      Cipher des = Cipher.getInstance("DES/ECB/NoPadding");
      for (int i = 0; i < 3; i++) {
        des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(spread(key, i * PART), "DES"));
        des.doFinal(challenge, 0, CHALLENGE, response, i * CHALLENGE);
      }
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e); // the JDK's own DES, and lengths that are right
    }
    return SecretOctets.copyOf(response);
  }

  /// The key's 56 bits, seven in each octet; the eighth is a parity that DES ignores (RFC 2759,
  /// section 8.6).
  private static byte[] spread(byte[] octets, int from) {
    long bits = 0;
    for (int i = 0; i < PART; i++) {
      bits = bits << 8 | (octets[from + i] & 0xff);
    }
    byte[] key = new byte[PART + 1];
    for (int i = PART; i >= 0; i--) {
      key[i] = (byte) (bits << 1);
      bits >>>= 7;
    }
    return key;
  }
}
