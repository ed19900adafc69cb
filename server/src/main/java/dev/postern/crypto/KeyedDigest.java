package dev.postern.crypto;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Recognises a secret without keeping it: HMAC-SHA256 under a key of its own, cut to 16 octets
/// (RFC 2104, section 5). Without the key, a digest says nothing about a guessed password.
///
/// Digests last as long as the key that they are made under: after a change of the current key the
/// same secret has another digest. Any number of threads may use it at once.
public final class KeyedDigest {
  private static final int LENGTH = 16;

  private final String label;
  private volatile Idle<Mac> macs;

  /// @param label names the purpose; digests for different ones have nothing in common
  public KeyedDigest(SecretOctets key, String label) {
    this.label = label;
    macs = macs(key, label);
  }

  private static Idle<Mac> macs(SecretOctets key, String label) {
    var derived = new SecretKeySpec(KeyDerivation.derive(key, label).reveal(), "HmacSHA256");
    return new Idle<>(() -> mac(derived));
  }

  /// Under the current key of `ring`: the same on all nodes that hold the same current key.
  public static KeyedDigest under(KeyRing ring, String label) {
    return new KeyedDigest(ring.current(), label);
  }

  /// Works under the current key of another ring from now on.
  public void take(KeyRing ring) {
    macs = macs(ring.current(), label);
  }

  private static Mac mac(SecretKeySpec key) {
    try {
      var mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HMAC-SHA256", e);
    }
  }

  public Octets of(SecretOctets secret) {
    return of(Octets.empty(), secret);
  }

  /// Of a secret together with what it belongs to: the same password of another user has another
  /// digest.
  public Octets of(Octets owner, SecretOctets secret) {
    return macs.use(mac -> {
      mac.update(lengthOf(owner));
      mac.update(owner.toArray());
      return Octets.copyOf(mac.doFinal(secret.reveal()), 0, LENGTH);
    });
  }

  /// Keeps owner and secret apart, wherever the one ends and the other begins.
  private static byte[] lengthOf(Octets owner) {
    int length = owner.length();
    return new byte[] {
      (byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length
    };
  }
}
