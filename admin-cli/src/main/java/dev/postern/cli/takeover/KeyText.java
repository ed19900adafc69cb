package dev.postern.cli.takeover;

import dev.postern.octets.Base32;
import dev.postern.octets.SecretOctets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// A token's key as lists of tokens have it: in hex or Base32. What could be either is hex: that
/// Base32 of 128 bits by chance has hex digits only is about as likely as guessing 36 bits.
final class KeyText {
  private static final int LONGEST = 512;
  private static final Pattern HEX = Pattern.compile("([0-9A-Fa-f]{2})+");

  private KeyText() {}

  /// @throws Unsound if it is neither
  static SecretOctets read(String text) {
    String plain = text.replace(" ", "").replace("-", "");
    if (plain.isEmpty()) {
      throw new Unsound("there is no key");
    }
    if (plain.length() > LONGEST) {
      throw new Unsound("the key is over 512 characters long");
    }
    return HEX.matcher(plain).matches()
        ? SecretOctets.copyOf(HexFormat.of().parseHex(plain))
        : base32(plain).orElseThrow(() -> new Unsound("the key is neither hex nor Base32"));
  }

  private static Optional<SecretOctets> base32(String text) {
    return Base32.decode(text).filter(key -> !key.isEmpty());
  }
}
