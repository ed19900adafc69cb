package dev.postern.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// Password hashes as directories keep them: quick to make and to check.
final class SaltedSha256 {
  private static final int SALT = 8;

  private SaltedSha256() {}

  static String of(String password, SecureRandom random) {
    try {
      byte[] salt = new byte[SALT];
      random.nextBytes(salt);
      var sha = MessageDigest.getInstance("SHA-256");
      sha.update(password.getBytes(StandardCharsets.UTF_8));
      byte[] digest = sha.digest(salt);
      byte[] both = new byte[digest.length + SALT];
      System.arraycopy(digest, 0, both, 0, digest.length);
      System.arraycopy(salt, 0, both, digest.length, SALT);
      return "{SSHA256}" + Base64.getEncoder().encodeToString(both);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
