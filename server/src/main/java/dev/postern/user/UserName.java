package dev.postern.user;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import rocks.xmpp.precis.PrecisProfiles;

/// A user's name in its prepared form (RFC 8265, section 3.3, UsernameCaseMapped): one form for all
/// ways of typing it, so that a name has one row, one count of failures and one lock.
///
/// The constructor takes a prepared form as it stands in a row; what was typed goes by [#parse].
public record UserName(String text) {
  /// A User-Name attribute holds no more (RFC 2865, section 5.1).
  private static final int MOST_OCTETS = 253;

  /// The name that was typed; empty if that is not one: blanks, control characters, symbols,
  /// ligatures, mixed directions, or more than 253 octets.
  public static Optional<UserName> parse(String typed) {
    return prepared(typed).map(UserName::new);
  }

  /// The prepared form of a name of any kind.
  static Optional<String> prepared(String typed) {
    if (typed.isEmpty() || typed.length() > MOST_OCTETS) {
      return Optional.empty();
    }
    if (visibleAscii(typed)) {
      return Optional.of(typed.toLowerCase(Locale.ROOT));
    }
    try {
      String text = PrecisProfiles.USERNAME_CASE_MAPPED.enforce(typed);
      return text.getBytes(StandardCharsets.UTF_8).length > MOST_OCTETS
          ? Optional.empty()
          : Optional.of(text);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// For such a name the profile does nothing but lower-case it.
  private static boolean visibleAscii(String typed) {
    return typed.chars().allMatch(character -> character > ' ' && character < 0x7f);
  }

  @Override
  public String toString() {
    return text;
  }
}
