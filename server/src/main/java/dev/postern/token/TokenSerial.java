package dev.postern.token;

import java.util.regex.Pattern;

/// What a token is called by: 1 to 32 letters, digits, hyphens and underscores, capitals only.
public record TokenSerial(String text) implements Comparable<TokenSerial> {
  private static final Pattern SOUND = Pattern.compile("[A-Z0-9_-]{1,32}");

  public TokenSerial {
    if (!SOUND.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "token serial '" + text + "' is not 1 to 32 of A-Z, 0-9, hyphen and underscore");
    }
  }

  public static boolean sound(String text) {
    return SOUND.matcher(text).matches();
  }

  /// What the token's key is sealed for, so that it opens as this token's only.
  public String sealingIdentity() {
    return "token:" + text;
  }

  @Override
  public int compareTo(TokenSerial other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
