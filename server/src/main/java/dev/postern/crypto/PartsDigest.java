package dev.postern.crypto;

import dev.postern.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 over several texts, each with its length before it, so that no two lists of texts run
/// together into the same octets.
public final class PartsDigest {
  private PartsDigest() {}

  /// The first so many octets of it, at most 32.
  public static Octets of(int octets, String... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] text = part.getBytes(StandardCharsets.UTF_8);
        digest.update((byte) (text.length >> 8));
        digest.update((byte) text.length);
        digest.update(text);
      }
      return Octets.copyOf(digest.digest(), 0, octets);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
