package dev.postern.cli;

/// Text that strangers wrote, made fit for a terminal: control characters, which could move the
/// cursor or hide a line, and those that turn the direction of writing are shown by their number.
final class Printable {
  private Printable() {}

  static String of(String text) {
    if (text.codePoints().allMatch(Printable::harmless)) {
      return text;
    }
    var shown = new StringBuilder();
    text.codePoints().forEach(c -> append(shown, c));
    return shown.toString();
  }

  private static void append(StringBuilder shown, int c) {
    if (harmless(c)) {
      shown.appendCodePoint(c);
    } else {
      shown.append("<U+").append(Integer.toHexString(c)).append('>');
    }
  }

  private static boolean harmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
