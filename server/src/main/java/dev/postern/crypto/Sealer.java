package dev.postern.crypto;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals secrets for rest by AES-256-GCM, under the current key of a ring.
///
/// What is sealed is bound to an identity, such as `token:SERIAL` for the key of that token: in any
/// other row it does not open. The nonce is random (96 bits, NIST SP 800-38D, section 8.2.2), which
/// is good for 2^32 seals under one key.
///
/// Any number of threads may use it at once.
public final class Sealer {
  private static final int NONCE_LENGTH = 12;
  private static final int TAG_LENGTH = 16;

  private final SecureRandom random;
  private volatile Keys keys;
  private final Idle<Cipher> ciphers = new Idle<>(Sealer::cipher);

  /// The keys of one ring, ready for use.
  private record Keys(String currentName, Map<String, SecretKeySpec> byName) {
    static Keys of(KeyRing ring) {
      var byName = new HashMap<String, SecretKeySpec>();
      for (String name : ring.names()) {
        byName.put(name, new SecretKeySpec(ring.named(name).orElseThrow().reveal(), "AES"));
      }
      return new Keys(ring.currentName(), Map.copyOf(byName));
    }

    SecretKeySpec current() {
      return Objects.requireNonNull(byName.get(currentName));
    }
  }

  public Sealer(KeyRing ring, SecureRandom random) {
    this.random = random;
    keys = Keys.of(ring);
  }

  /// Works with another ring from now on: a key was added, or another made the current one.
  public void take(KeyRing ring) {
    keys = Keys.of(ring);
  }

  private static Cipher cipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has AES-GCM", e);
    }
  }

  /// The name of the key that it seals under.
  public String currentName() {
    return keys.currentName();
  }

  public Sealed seal(SecretOctets secret, String identity) {
    var nonce = new byte[NONCE_LENGTH];
    random.nextBytes(nonce);
    byte[] plain = secret.reveal();
    var box = new byte[NONCE_LENGTH + plain.length + TAG_LENGTH];
    System.arraycopy(nonce, 0, box, 0, NONCE_LENGTH);
    var now = keys;
    return ciphers.use(cipher -> {
      encrypt(cipher, now.current(), identity, plain, box);
      return new Sealed(now.currentName(), Octets.copyOf(box));
    });
  }

  private static void encrypt(
      Cipher cipher, SecretKeySpec key, String identity, byte[] plain, byte[] box) {
    try {
      start(cipher, Cipher.ENCRYPT_MODE, key, box, identity);
      cipher.doFinal(plain, 0, plain.length, box, NONCE_LENGTH);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("sealing can't fail", e);
    }
  }

  private static void start(Cipher cipher, int mode, SecretKeySpec key, byte[] box, String identity)
      throws GeneralSecurityException {
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG_LENGTH, box, 0, NONCE_LENGTH));
    cipher.updateAAD(identity.getBytes(StandardCharsets.UTF_8));
  }

  /// Opens what was sealed for `identity`, under whichever key of the ring.
  ///
  /// @throws UnsealFailed if it does not open
  public SecretOctets unseal(Sealed sealed, String identity) {
    var key = keys.byName().get(sealed.keyName());
    if (key == null) {
      throw new UnsealFailed(
          "%s is sealed under key %s, which this node does not hold: add it to its key file"
              .formatted(identity, sealed.keyName()));
    }
    byte[] box = sealed.box().toArray();
    if (box.length < NONCE_LENGTH + TAG_LENGTH) {
      throw damaged(sealed, identity);
    }
    return ciphers
        .use(cipher -> opened(cipher, key, box, identity))
        .orElseThrow(() -> damaged(sealed, identity));
  }

  private static Optional<SecretOctets> opened(
      Cipher cipher, SecretKeySpec key, byte[] box, String identity) {
    try {
      start(cipher, Cipher.DECRYPT_MODE, key, box, identity);
      return Optional.of(
          SecretOctets.copyOf(cipher.doFinal(box, NONCE_LENGTH, box.length - NONCE_LENGTH)));
    } catch (AEADBadTagException _) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("unsealing fails by the tag only", e);
    }
  }

  private static UnsealFailed damaged(Sealed sealed, String identity) {
    return new UnsealFailed(
        identity
            + " does not open under key "
            + sealed.keyName()
            + ": it was changed, moved from another row, or the key is another of that name");
  }
}
