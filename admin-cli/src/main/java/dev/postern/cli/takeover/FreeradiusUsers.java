package dev.postern.cli.takeover;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// FreeRADIUS's `users` file: a user and check items on a line, reply items indented below. What is
/// replied and what is decided there (`DEFAULT`) is left out, and told once.
final class FreeradiusUsers implements Entries {
  private final TextLines lines;
  private final TokenDefaults defaults;
  private final Deque<Entry> ready = new ArrayDeque<>();
  private boolean repliesTold;

  FreeradiusUsers(TextLines lines, TokenDefaults defaults) {
    this.lines = lines;
    this.defaults = defaults;
  }

  @Override
  public Optional<Entry> next() {
    while (ready.isEmpty()) {
      var line = lines.next();
      if (line.isEmpty()) {
        return Optional.empty();
      }
      take(line.get());
    }
    return Optional.of(ready.remove());
  }

  private void take(String line) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return;
    }
    if (Character.isWhitespace(line.charAt(0))) {
      replies();
    } else if (text.startsWith("$INCLUDE")) {
      remark("another file is named here, which is not followed: take it by itself");
    } else if (text.startsWith("DEFAULT")) {
      remark("what goes for everybody is left out: it is a gateway's policy here");
    } else {
      user(text);
    }
  }

  private void replies() {
    if (!repliesTold) {
      repliesTold = true;
      remark("replies are left out, here and below: they are a gateway's policy here");
    }
  }

  private void remark(String words) {
    ready.add(new Entry.Remark(lines.number(), words));
  }

  private void user(String text) {
    long number = lines.number();
    try {
      var scanner = new Scanner(text);
      var user = new RadiusUser(number, scanner.word(""));
      while (scanner.more()) {
        String attribute = scanner.attribute();
        scanner.operator();
        user.take(number, attribute, scanner.word(","));
        scanner.comma();
      }
      ready.addAll(user.entries(defaults));
    } catch (Unsound unsound) {
      ready.add(new Entry.Refused(number, unsound.reason()));
    }
  }

  /// Walks along a line of `Attribute op value, …`.
  private static final class Scanner {
    private static final String OPERATORS = ":=+!<>~*";

    private final String text;
    private int at;

    Scanner(String text) {
      this.text = text;
    }

    private void blanks() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    boolean more() {
      blanks();
      return at < text.length() && text.charAt(at) != '#';
    }

    String attribute() {
      int start = at;
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || "-_.:".indexOf(text.charAt(at)) >= 0)
          && !text.startsWith(":=", at)) {
        at++;
      }
      if (at == start) {
        throw new Unsound("an attribute's name is missing");
      }
      return text.substring(start, at).replaceFirst("^&?(control[.:])?", "");
    }

    void operator() {
      blanks();
      int start = at;
      while (at < text.length() && OPERATORS.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      if (at == start) {
        throw new Unsound("an operator is missing");
      }
      blanks();
    }

    /// A word up to a blank or one of these, or in quotes.
    String word(String ends) {
      if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
        return quoted(text.charAt(at++));
      }
      int start = at;
      while (at < text.length()
          && !Character.isWhitespace(text.charAt(at))
          && ends.indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    private String quoted(char quote) {
      var word = new StringBuilder();
      for (; at < text.length(); at++) {
        char next = text.charAt(at);
        if (next == quote) {
          at++;
          return word.toString();
        }
        if (next == '\\' && at + 1 < text.length()) {
          at++;
        }
        word.append(text.charAt(at));
      }
      throw new Unsound("a quote is not closed");
    }

    void comma() {
      blanks();
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
      } else if (more()) {
        throw new Unsound("a comma is missing");
      }
    }
  }
}
