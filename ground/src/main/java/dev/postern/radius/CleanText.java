package dev.postern.radius;

import java.util.regex.Pattern;

/// Text from the network as it may stand in a log or a column: bounded, without controls.
public final class CleanText {
  private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cs}]");

  private CleanText() {}

  /// At most `longest` characters of it, without blanks around it.
  public static String of(String text, int longest) {
    if (text.isEmpty()) {
      return text; // most attributes are absent
    }
    String bounded = text.length() > longest ? text.substring(0, longest) : text;
    String stripped = bounded.strip();
    return stripped.codePoints().noneMatch(CleanText::unfit)
        ? stripped
        : UNFIT.matcher(stripped).replaceAll("?");
  }

  private static boolean unfit(int character) {
    return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
  }
}
