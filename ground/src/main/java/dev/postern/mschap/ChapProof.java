package dev.postern.mschap;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;

/// CHAP (RFC 2865, section 2.2; RFC 1994, section 4.1): MD5 over identifier, password and
/// challenge. Only the password itself can be compared with it, not a hash.
public record ChapProof(int identifier, Octets challenge, SecretOctets response)
    implements PasswordProof {
  static final int RESPONSE = 16;
  private static final int CHALLENGE = 16;

  public ChapProof {
    if (response.length() != RESPONSE) {
      throw new IllegalArgumentException("a CHAP response has 16 octets");
    }
  }

  /// The proof of a peer that knows the password, with a challenge of its own gateway.
  public static ChapProof make(SecretOctets password, RandomGenerator random) {
    int identifier = random.nextInt(256);
    Octets challenge = random(CHALLENGE, random);
    return new ChapProof(identifier, challenge, response(identifier, password, challenge));
  }

  public boolean madeWith(SecretOctets password) {
    return response.equals(response(identifier, password, challenge));
  }

  private static SecretOctets response(int identifier, SecretOctets password, Octets challenge) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update((byte) identifier);
      digest.update(password.reveal());
      digest.update(challenge.toArray());
      return SecretOctets.copyOf(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every Java platform has MD5
    }
  }

  static Octets random(int length, RandomGenerator random) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return Octets.copyOf(octets);
  }
}
