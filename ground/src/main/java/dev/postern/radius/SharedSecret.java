package dev.postern.radius;

import dev.postern.octets.SecretOctets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a gateway and we share (RFC 2865, section 3): any octets, at least one. Safe to use from
/// many threads.
///
/// It does the MD5 and HMAC-MD5 that RADIUS is made of. The two halves of an HMAC begin with a
/// block that depends on the secret alone; these are digested once and copied for each packet,
/// which halves the work.
public final class SharedSecret {
  /// Below this length an operator is warned (RFC 2865, section 3).
  public static final int SHORT = 16;

  private static final int BLOCK = 64;

  private final SecretOctets octets;
  private final byte[] secret;
  private final MessageDigest inner; // never updated: only copied
  private final MessageDigest outer;

  public SharedSecret(SecretOctets octets) {
    if (octets.isEmpty()) {
      throw new IllegalArgumentException("a shared secret must not be empty");
    }
    this.octets = octets;
    this.secret = octets.reveal();
    byte[] key = secret.length > BLOCK ? md5().digest(secret) : secret;
    this.inner = begun(key, (byte) 0x36);
    this.outer = begun(key, (byte) 0x5c);
  }

  private static MessageDigest begun(byte[] key, byte pad) {
    byte[] block = Arrays.copyOf(key, BLOCK);
    for (int i = 0; i < BLOCK; i++) {
      block[i] ^= pad;
    }
    MessageDigest digest = md5();
    digest.update(block);
    return digest;
  }

  public SecretOctets octets() {
    return octets;
  }

  /// HMAC-MD5 (RFC 2104) over the first `length` octets.
  byte[] hmac(byte[] octets, int length) {
    MessageDigest digest = copy(inner);
    digest.update(octets, 0, length);
    return copy(outer).digest(digest.digest());
  }

  /// MD5 over the first `length` octets followed by the secret: the Response Authenticator, once
  /// the request's authenticator stands in the packet (RFC 2865, section 3).
  byte[] digestOf(byte[] octets, int length) {
    MessageDigest digest = md5();
    digest.update(octets, 0, length);
    return digest.digest(secret);
  }

  /// MD5 over the secret followed by `length` octets: one block of the pad that hides User-Password
  /// (RFC 2865, section 5.2) and what is salted (RFC 2868, section 3.5).
  byte[] pad(byte[] octets, int offset, int length) {
    MessageDigest digest = md5();
    digest.update(secret);
    digest.update(octets, offset, length);
    return digest.digest();
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e); // the JDK's MD5 can be copied
    }
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every Java platform has MD5
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SharedSecret that && octets.equals(that.octets);
  }

  @Override
  public int hashCode() {
    return octets.hashCode();
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
