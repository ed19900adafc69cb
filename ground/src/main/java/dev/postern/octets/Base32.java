package dev.postern.octets;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;

/// Base32 as token keys are written (RFC 4648, section 6), without padding.
public final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  public static String encode(byte[] bytes) {
    var text = new StringBuilder((bytes.length * 8 + 4) / 5);
    int buffer = 0;
    int bits = 0;
    for (byte octet : bytes) {
      buffer = (buffer << 8 | (octet & 0xff)) & 0xfff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET.charAt(buffer >> bits & 31));
      }
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt(buffer << (5 - bits) & 31));
    }
    return text.toString();
  }

  /// Reads Base32 as people type it: in either case, with spaces, hyphens and padding; empty if a
  /// character is none of these or the length can't be right.
  public static Optional<SecretOctets> decode(String text) {
    String digits =
        text.replace(" ", "").replace("-", "").toUpperCase(Locale.ROOT).replaceAll("=+$", "");
    int rest = digits.length() % 8;
    if (rest == 1 || rest == 3 || rest == 6) {
      return Optional.empty();
    }
    var bytes = new ByteArrayOutputStream(digits.length() * 5 / 8);
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < digits.length(); i++) {
      int value = ALPHABET.indexOf(digits.charAt(i));
      if (value < 0) {
        return Optional.empty();
      }
      buffer = (buffer << 5 | value) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(buffer >> bits & 0xff);
      }
    }
    return Optional.of(SecretOctets.copyOf(bytes.toByteArray()));
  }
}
