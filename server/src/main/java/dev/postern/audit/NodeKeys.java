package dev.postern.audit;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/// What a node signs the audit with: a key for the MACs of its rows, and an Ed25519 pair for its
/// seals. They lie in the database as one secret, sealed, so that every node can check every
/// other's rows and nobody can who has only the database.
public final class NodeKeys {
  private static final String ALGORITHM = "Ed25519";
  private static final int MAC_KEY = 32;
  private static final int PRIVATE_KEY = 48; // PKCS #8, RFC 8410, section 7
  private static final int PUBLIC_KEY = 44; // SubjectPublicKeyInfo, RFC 8410, section 4

  private final SecretOctets packed;
  private final PrivateKey signing;
  private final PublicKey verifying;

  private NodeKeys(SecretOctets packed) throws GeneralSecurityException {
    byte[] octets = packed.reveal();
    var factory = KeyFactory.getInstance(ALGORITHM);
    this.packed = packed;
    signing =
        factory.generatePrivate(
            new PKCS8EncodedKeySpec(
                SecretOctets.copyOf(octets, MAC_KEY, MAC_KEY + PRIVATE_KEY).reveal()));
    verifying = factory.generatePublic(new X509EncodedKeySpec(packed.last(PUBLIC_KEY).reveal()));
  }

  public static NodeKeys generate(SecureRandom random) {
    try {
      var generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(255, random);
      var pair = generator.generateKeyPair();
      var octets = new byte[MAC_KEY + PRIVATE_KEY + PUBLIC_KEY];
      var mac = new byte[MAC_KEY];
      random.nextBytes(mac);
      System.arraycopy(mac, 0, octets, 0, MAC_KEY);
      System.arraycopy(pair.getPrivate().getEncoded(), 0, octets, MAC_KEY, PRIVATE_KEY);
      System.arraycopy(pair.getPublic().getEncoded(), 0, octets, MAC_KEY + PRIVATE_KEY, PUBLIC_KEY);
      return new NodeKeys(SecretOctets.copyOf(octets));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /// Reads what [#packed] gave.
  public static NodeKeys unpack(SecretOctets packed) {
    if (packed.length() != MAC_KEY + PRIVATE_KEY + PUBLIC_KEY) {
      throw new IllegalArgumentException("node keys have another length: " + packed.length());
    }
    try {
      return new NodeKeys(packed);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("these are no node keys", e);
    }
  }

  public SecretOctets packed() {
    return packed;
  }

  public RowMac rowMac() {
    return new RowMac(packed.first(MAC_KEY));
  }

  public Octets publicKey() {
    return Octets.copyOf(verifying.getEncoded());
  }

  public Octets sign(Octets statement) {
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(signing);
      signature.update(statement.toArray());
      return Octets.copyOf(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public boolean signed(Octets statement, Octets signed) {
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(verifying);
      signature.update(statement.toArray());
      return signature.verify(signed.toArray());
    } catch (GeneralSecurityException _) {
      return false; // not the form of a signature at all
    }
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
