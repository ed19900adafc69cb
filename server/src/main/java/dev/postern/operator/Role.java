package dev.postern.operator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What an operator is trusted with: everything, helping people who can't get in, or looking.
public enum Role {
  /// Everything.
  ADMIN,
  /// What helps a person to get in; never codes, keys or other operators (S24).
  HELPDESK,
  /// See everything, change nothing.
  AUDITOR;

  /// As it is written: `admin`, `helpdesk`, `auditor`.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> parse(String text) {
    return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
  }
}
