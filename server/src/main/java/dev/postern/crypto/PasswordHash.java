package dev.postern.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A password as it is stored: a hash of it, with the parameters that it was made by, in the
/// writing of whichever system made it. It prints as `[redacted]`, for weak passwords can be
/// guessed from it.
public final class PasswordHash {
  private final String stored;

  private PasswordHash(String stored) {
    this.stored = stored;
  }

  /// Takes any text, as it stands in the row. What comes from elsewhere is asked for its
  /// [PasswordHashes#problem] first.
  public static PasswordHash of(String stored) {
    return new PasswordHash(stored);
  }

  /// The text to be stored, and for nothing else.
  public String reveal() {
    return stored;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PasswordHash that && MessageDigest.isEqual(octets(), that.octets());
  }

  private byte[] octets() {
    return stored.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int hashCode() {
    return stored.hashCode();
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
