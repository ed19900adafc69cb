package dev.postern.operator;

import dev.postern.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// The key itself, as it is shown once and sent with each request: `pk_` and 192 random bits. Only
/// its digest is ever kept.
public final class KeySecret {
  private static final String PREFIX = "pk_";
  private static final int OCTETS = 24;

  private final String text;

  private KeySecret(String text) {
    this.text = text;
  }

  public static KeySecret random(SecureRandom random) {
    var octets = new byte[OCTETS];
    random.nextBytes(octets);
    return new KeySecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
  }

  /// What somebody sent as a key; one that never was a key has a digest that nobody has.
  public static KeySecret of(String text) {
    return new KeySecret(text);
  }

  /// SHA-256 of the text.
  public Octets digest() {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return Octets.copyOf(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /// The key in clear, for the one who is to have it.
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
