package dev.postern.user;

import java.util.Optional;

/// The name of a realm: a namespace of users. It is prepared like a [UserName], and holds none of
/// the characters that part a realm from a name.
public record RealmName(String text) {
  /// The realm that always exists.
  public static final RealmName LOCAL = new RealmName("local");

  private static final String SEPARATORS = "@\\/";

  public RealmName {
    if (!sound(text)) {
      throw new IllegalArgumentException(
          "a realm's name is lower-case, without blanks, @, \\ and /: " + text);
    }
  }

  private static boolean sound(String text) {
    return text.chars().noneMatch(character -> SEPARATORS.indexOf(character) >= 0)
        && UserName.prepared(text).filter(text::equals).isPresent();
  }

  /// The realm that was typed, in whatever case; empty if no realm can be named so.
  public static Optional<RealmName> parse(String typed) {
    return UserName.prepared(typed).filter(RealmName::sound).map(RealmName::new);
  }

  @Override
  public String toString() {
    return text;
  }
}
