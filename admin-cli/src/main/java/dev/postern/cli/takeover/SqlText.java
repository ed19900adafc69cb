package dev.postern.cli.takeover;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The text of an SQL dump, character by character and word by word, however long its lines are.
final class SqlText {
  private static final int LONGEST_WORD = 1 << 16;

  private final PushbackReader in;
  private long line = 1;

  SqlText(InputStream in) {
    this.in = new PushbackReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), 2);
    int first = read();
    if (first != '\ufeff') {
      unread(first);
    }
  }

  long line() {
    return line;
  }

  /// The next character; below zero at the end.
  int read() {
    try {
      int character = in.read();
      line += character == '\n' ? 1 : 0;
      return character;
    } catch (CharacterCodingException _) {
      throw new BrokenFile(line, "here or somewhat later the file is not UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void unread(int character) {
    if (character < 0) {
      return;
    }
    try {
      in.unread(character);
      line -= character == '\n' ? 1 : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next character that is neither blank nor in a comment, which stays to be read.
  int look() {
    for (int next = read(); ; next = read()) {
      if (next == '#') {
        skipLine();
      } else if (next == '-' || next == '/') {
        if (!comment(next)) {
          unread(next);
          return next;
        }
      } else if (!Character.isWhitespace(next)) {
        unread(next);
        return next;
      }
    }
  }

  private boolean comment(int first) {
    int second = read();
    if (first == '-' && second == '-') {
      skipLine();
      return true;
    }
    if (first == '/' && second == '*') {
      for (int before = read(), next = read(); next >= 0; before = next, next = read()) {
        if (before == '*' && next == '/') {
          return true;
        }
      }
      throw new BrokenFile(line, "the file ends within a comment: it is half a file");
    }
    unread(second);
    return false;
  }

  /// The rest of this line.
  String skipLine() {
    var text = new StringBuilder();
    for (int next = read(); next >= 0 && next != '\n'; next = read()) {
      if (text.length() < LONGEST_WORD) {
        text.append((char) next);
      }
    }
    int end = text.length();
    return end > 0 && text.charAt(end - 1) == '\r' ? text.substring(0, end - 1) : text.toString();
  }

  /// A word of letters, a name in its quotes, or one other character; empty at the end.
  String word() {
    int next = look();
    if (next == '`' || next == '"') {
      return quoted(read());
    }
    var word = new StringBuilder();
    for (next = read(); next >= 0 && part(next); next = read()) {
      word.append((char) next);
      bound(word);
    }
    if (word.isEmpty() && next >= 0) {
      return String.valueOf((char) next);
    }
    unread(next);
    return word.toString();
  }

  private static boolean part(int character) {
    return Character.isLetterOrDigit(character) || character == '_' || character == '.';
  }

  /// A value of a tuple: a text, a number, or a word such as `NULL`, which is empty.
  String value() {
    int next = look();
    if (next == '\'') {
      return quoted(read());
    }
    var word = new StringBuilder();
    for (next = read(); next >= 0 && next != ',' && next != ')'; next = read()) {
      if (next == '\'') { // E'…', _utf8'…', x'…'
        String text = quoted(next);
        return word.toString().strip().equalsIgnoreCase("x") ? "0x" + text : text;
      }
      word.append((char) next);
      bound(word);
    }
    unread(next);
    String text = word.toString().strip();
    return text.equalsIgnoreCase("NULL") ? "" : text;
  }

  private String quoted(int quote) {
    long begins = line;
    var text = new StringBuilder();
    for (int next = read(); next >= 0; next = read()) {
      if (next == quote) {
        int after = read();
        if (after != quote) {
          unread(after);
          return text.toString();
        }
      } else if (next == '\\' && quote == '\'') {
        next = escaped(read());
      }
      text.append((char) Math.max(0, next));
      bound(text);
    }
    throw new BrokenFile(begins, "the file ends within quotes: it is half a file");
  }

  private static int escaped(int character) {
    return switch (character) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case '0' -> 0;
      default -> character;
    };
  }

  private void bound(StringBuilder text) {
    if (text.length() > LONGEST_WORD) {
      throw new BrokenFile(line, "a value of over 64 KiB");
    }
  }
}
