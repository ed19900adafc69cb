package dev.postern.user;

import java.util.Locale;
import java.util.Optional;

/// A user's name in its prepared form.
public record UserName(String text) {
  public static Optional<UserName> parse(String typed) {
    return typed.isBlank()
        ? Optional.empty()
        : Optional.of(new UserName(typed.toLowerCase(Locale.ROOT)));
  }

  @Override
  public String toString() {
    return text;
  }
}
