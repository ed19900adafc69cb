package dev.postern.cli.takeover;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The lines of a text in UTF-8, ended by LF or CRLF, with or without a byte order mark. Knows on
/// which line it stopped being one.
final class TextLines {
  private static final int LONGEST = 1 << 16;
  private static final char MARK = '\ufeff';

  private final InputStream in;
  private long number;
  private @Nullable String ahead;
  private boolean looked;

  /// @param in is read octet by octet, so it should be buffered
  TextLines(InputStream in) {
    this.in = in;
  }

  /// The number of the line that was read last.
  long number() {
    return looked && ahead != null ? number - 1 : number;
  }

  /// The next line without reading on.
  Optional<String> peek() {
    if (!looked) {
      ahead = read();
      looked = true;
    }
    return Optional.ofNullable(ahead);
  }

  /// The next line; empty at the end.
  ///
  /// @throws BrokenFile if it is not text
  Optional<String> next() {
    var line = peek();
    looked = line.isEmpty();
    return line;
  }

  private @Nullable String read() {
    try {
      var octets = new ByteArrayOutputStream();
      int octet = in.read();
      if (octet < 0) {
        return null;
      }
      number++;
      for (; octet >= 0 && octet != '\n'; octet = in.read()) {
        if (octets.size() == LONGEST) {
          throw new BrokenFile(number, "the line is over 64 KiB: is this a text file?");
        }
        octets.write(octet);
      }
      return text(octets.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(byte[] octets) {
    if (number == 1 && octets.length > 1 && (octets[0] & octets[1] & 0xfe) == 0xfe) {
      throw new BrokenFile(1, "the file is in UTF-16: save it as UTF-8");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
      if (text.indexOf('\0') >= 0) {
        throw new BrokenFile(number, "there is a NUL: this is no text file");
      }
      int start = number == 1 && !text.isEmpty() && text.charAt(0) == MARK ? 1 : 0;
      return text.substring(start, text.endsWith("\r") ? text.length() - 1 : text.length());
    } catch (CharacterCodingException _) {
      throw new BrokenFile(number, "the line is not UTF-8: save the file in that encoding");
    }
  }
}
