package dev.postern.mschap;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-1 over several runs of octets.
final class Sha1 {
  private Sha1() {}

  static byte[] of(byte[]... runs) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      for (byte[] run : runs) {
        digest.update(run);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every Java platform has SHA-1
    }
  }
}
