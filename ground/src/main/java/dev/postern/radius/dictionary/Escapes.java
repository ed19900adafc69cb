package dev.postern.radius.dictionary;

import dev.postern.octets.Octets;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/// Puts foreign text into quotes, so that it can neither end the line it stands in, nor steer a
/// terminal, nor pose as anything but text: what is not visible is written by its code point in
/// hex, what is not UTF-8 by its octets.
final class Escapes {
  private Escapes() {}

  static String quoted(String text) {
    var quoted = new StringBuilder(text.length() + 2).append('"');
    append(quoted, text);
    return quoted.append('"').toString();
  }

  static String quotedUtf8(Octets octets) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(octets.toArray());
    CharBuffer out = CharBuffer.allocate(in.remaining());
    var quoted = new StringBuilder(in.remaining() + 2).append('"');
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      append(quoted, out.flip());
      out.clear();
      if (!result.isError()) {
        return quoted.append('"').toString();
      }
      for (int i = 0; i < result.length(); i++) {
        quoted.append("\\x%02x".formatted(in.get() & 0xff));
      }
      decoder.reset();
    }
  }

  private static void append(StringBuilder quoted, CharSequence text) {
    text.codePoints()
        .forEach(codePoint -> {
          switch (codePoint) {
            case '"', '\\' -> quoted.append('\\').append((char) codePoint);
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> appendVisible(quoted, codePoint);
          }
        });
  }

  private static void appendVisible(StringBuilder quoted, int codePoint) {
    if (codePoint == ' ' || visible(codePoint)) {
      quoted.appendCodePoint(codePoint);
    } else {
      quoted.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
    }
  }

  private static boolean visible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
