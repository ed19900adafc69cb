package dev.postern.cli.takeover;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lines of a FortiOS configuration, cut into words. A word in quotes may hold line ends, and
/// `\"` and `\\` in it stand for quote and backslash.
final class FortiOsTokens {
  private static final int LONGEST_WORD = 1 << 18;
  private static final int MOST_WORDS = 20_000;

  private final PushbackInputStream in;
  private long line = 1;

  FortiOsTokens(InputStream in) {
    this.in = new PushbackInputStream(in, 3);
    unmark();
  }

  /// A line of the configuration: which it begins on, and its words.
  record Line(long number, List<String> words) {
    Line {
      words = List.copyOf(words);
    }

    String word(int index) {
      return index < words.size() ? words.get(index) : "";
    }

    /// May hold a secret.
    @Override
    public String toString() {
      return "line " + number;
    }
  }

  private void unmark() {
    try {
      byte[] first = in.readNBytes(3);
      boolean marked = new String(first, StandardCharsets.UTF_8).equals("\ufeff");
      if (!marked) {
        in.unread(first);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next line that has words and is no comment; empty at the end.
  Optional<Line> next() {
    try {
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        if (octet == '#') {
          skipLine();
        } else if (octet == '\n') {
          line++;
        } else if (!blank(octet)) {
          in.unread(octet);
          return Optional.of(line());
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void skipLine() throws IOException {
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      if (octet == '\n') {
        line++;
        return;
      }
    }
  }

  private static boolean blank(int octet) {
    return octet == ' ' || octet == '\t' || octet == '\r';
  }

  private Line line() throws IOException {
    long begins = line;
    var words = new ArrayList<String>();
    for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
      if (!blank(octet)) {
        in.unread(octet);
        words.add(word());
        if (words.size() > MOST_WORDS) {
          throw new BrokenFile(begins, "a line of over 20,000 words");
        }
      }
    }
    line++;
    return new Line(begins, words);
  }

  private String word() throws IOException {
    long begins = line;
    var word = new ByteArrayOutputStream();
    boolean quoted = false;
    for (int octet = in.read(); ; octet = in.read()) {
      if (octet < 0 && quoted) {
        throw new BrokenFile(begins, "the file ends within quotes: it is half a file");
      }
      if (octet < 0 || (!quoted && (blank(octet) || octet == '\n'))) {
        unread(octet);
        return text(word.toByteArray(), begins);
      }
      if (octet == '"') {
        quoted = !quoted;
      } else {
        word.write(octet == '\\' ? escaped() : octet);
        line += quoted && octet == '\n' ? 1 : 0;
      }
      if (word.size() > LONGEST_WORD) {
        throw new BrokenFile(begins, "a value of over 256 KiB, or a quote that nobody closed");
      }
    }
  }

  private void unread(int octet) throws IOException {
    if (octet >= 0) {
      in.unread(octet);
    }
  }

  private int escaped() throws IOException {
    int octet = in.read();
    if (octet == '"' || octet == '\\' || octet == '\'') {
      return octet;
    }
    unread(octet);
    return '\\';
  }

  private static String text(byte[] octets, long line) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException _) {
      throw new BrokenFile(line, "this is not UTF-8: save the file in that encoding");
    }
  }
}
