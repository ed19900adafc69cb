package dev.postern.otp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// Percent escapes of RFC 3986, section 2: all octets of UTF-8 but the unreserved characters.
final class UriEscapes {
  private static final String UNRESERVED_MARKS = "-._~";

  private UriEscapes() {}

  static String escape(String text) {
    var escaped = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (unreserved(octet)) {
        escaped.append((char) octet);
      } else {
        escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      }
    }
    return escaped.toString();
  }

  private static boolean unreserved(byte octet) {
    return (octet >= 'a' && octet <= 'z')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= '0' && octet <= '9')
        || UNRESERVED_MARKS.indexOf(octet) >= 0;
  }

  /// Empty if an escape is cut short, is not hex, or the whole is not UTF-8.
  static Optional<String> unescape(String text) {
    var octets = new ByteArrayOutputStream(text.length());
    byte[] escaped = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < escaped.length; i++) {
      if (escaped[i] != '%') {
        octets.write(escaped[i]);
        continue;
      }
      if (i + 2 >= escaped.length
          || !HexFormat.isHexDigit(escaped[i + 1])
          || !HexFormat.isHexDigit(escaped[i + 2])) {
        return Optional.empty();
      }
      octets.write(
          16 * HexFormat.fromHexDigit(escaped[i + 1]) + HexFormat.fromHexDigit(escaped[i + 2]));
      i += 2;
    }
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      return Optional.of(decoder.decode(ByteBuffer.wrap(octets.toByteArray())).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
