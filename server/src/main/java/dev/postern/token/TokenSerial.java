package dev.postern.token;

/// What a token is called by: 1 to 32 letters, digits, hyphens and underscores, capitals only.
public record TokenSerial(String text) implements Comparable<TokenSerial> {
  private static final int LONGEST = 32;

  public TokenSerial {
    if (!sound(text)) {
      throw new IllegalArgumentException(
          "token serial '" + text + "' is not 1 to 32 of A-Z, 0-9, hyphen and underscore");
    }
  }

  public static boolean sound(String text) {
    return !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(TokenSerial::sound);
  }

  private static boolean sound(int character) {
    return (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '-'
        || character == '_';
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
