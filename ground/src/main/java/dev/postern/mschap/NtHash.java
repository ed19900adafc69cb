package dev.postern.mschap;

import dev.postern.octets.SecretOctets;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.MD4Digest;

/// MD4 of a password in UTF-16LE (RFC 2759, section 8.3): all that a peer needs to log in, so as
/// secret as the password, and to be kept as such.
public record NtHash(SecretOctets octets) {
  public static final int LENGTH = 16;

  public NtHash {
    if (octets.length() != LENGTH) {
      throw new IllegalArgumentException("an NT hash has 16 octets, not " + octets.length());
    }
  }

  /// The hash of a password in UTF-8, as it was typed. Octets that are no UTF-8 have a hash that no
  /// peer makes.
  public static NtHash of(SecretOctets password) {
    return new NtHash(md4(password.revealUtf8().getBytes(StandardCharsets.UTF_16LE)));
  }

  /// HashNtPasswordHash (RFC 2759, section 8.4).
  SecretOctets hashed() {
    return md4(octets.reveal());
  }

  private static SecretOctets md4(byte[] octets) {
    var digest = new MD4Digest();
    digest.update(octets, 0, octets.length);
    byte[] hash = new byte[LENGTH];
    digest.doFinal(hash, 0);
    return SecretOctets.copyOf(hash);
  }
}
