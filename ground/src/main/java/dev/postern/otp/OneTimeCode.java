package dev.postern.otp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// A one-time code: 6 to 8 digits, leading zeros included. It prints as `[redacted]` and compares
/// in constant time.
public final class OneTimeCode {
  private static final int LONGEST_TYPED = 64;

  private final byte[] digits;

  private OneTimeCode(byte[] digits) {
    this.digits = digits;
  }

  /// The last `length` decimal digits of `number`.
  static OneTimeCode of(int number, int length) {
    var digits = new byte[length];
    int rest = number;
    for (int i = length - 1; i >= 0; i--) {
      digits[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return new OneTimeCode(digits);
  }

  /// Reads a code as a person typed or pasted it: blanks, hyphens and invisible characters are
  /// taken out and the digits of any script become ASCII, so that one code has one form before it
  /// is compared or remembered. Empty unless 6 to 8 digits remain and nothing else.
  public static Optional<OneTimeCode> parse(String typed) {
    if (typed.length() > LONGEST_TYPED) {
      return Optional.empty();
    }
    var digits = new StringBuilder(8);
    for (int character : typed.codePoints().toArray()) {
      int digit = Character.digit(character, 10);
      if (digit >= 0) {
        digits.append((char) ('0' + digit));
      } else if (!filler(character)) {
        return Optional.empty();
      }
    }
    return digits.length() < 6 || digits.length() > 8
        ? Optional.empty()
        : Optional.of(new OneTimeCode(digits.toString().getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static boolean filler(int character) {
    int type = Character.getType(character);
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || type == Character.DASH_PUNCTUATION
        || type == Character.FORMAT;
  }

  public int length() {
    return digits.length;
  }

  /// The digits, for the person they are shown to and for a keyed digest.
  public String reveal() {
    return new String(digits, StandardCharsets.ISO_8859_1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OneTimeCode that && MessageDigest.isEqual(digits, that.digits);
  }

  /// The same for all codes, since a hash of one would tell it.
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
