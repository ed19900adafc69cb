package dev.postern.octets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bytes that must not be seen: a shared secret, a token key, a password. They print as
/// `[redacted]` and compare in constant time.
public final class SecretOctets {
  private final byte[] bytes;

  private SecretOctets(byte[] bytes) {
    this.bytes = bytes;
  }

  public static SecretOctets copyOf(byte[] bytes) {
    return new SecretOctets(bytes.clone());
  }

  public static SecretOctets copyOf(byte[] bytes, int from, int to) {
    return new SecretOctets(Arrays.copyOfRange(bytes, from, to));
  }

  public static SecretOctets utf8(String text) {
    return new SecretOctets(text.getBytes(StandardCharsets.UTF_8));
  }

  public int length() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /// A copy of the secret, for the arithmetic that needs it and for nothing that keeps or prints
  /// it.
  public byte[] reveal() {
    return bytes.clone();
  }

  /// The secret read as UTF-8; octets that are not UTF-8 become U+FFFD.
  public String revealUtf8() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// The first `length` octets.
  public SecretOctets first(int length) {
    return copyOf(bytes, 0, length);
  }

  /// The last `length` octets.
  public SecretOctets last(int length) {
    return copyOf(bytes, bytes.length - length, bytes.length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SecretOctets that && MessageDigest.isEqual(bytes, that.bytes);
  }

  /// The same for all secrets, since a hash of one would tell something about it.
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
