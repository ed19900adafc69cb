package dev.postern.operator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What an operator is trusted with: everything, helping people who can't get in, or looking.
public enum Role {
  ADMIN,
  HELPDESK,
  AUDITOR;

  /// As it is written: `admin`, `helpdesk`, `auditor`.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> parse(String text) {
    return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
  }
}
