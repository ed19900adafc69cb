package dev.postern.password;

/// How checking a password against a stored hash ended.
public sealed interface PasswordCheck {
  record Verified() implements PasswordCheck {}

  record WrongPassword() implements PasswordCheck {}

  /// It was not checked: too many wait, or it waited too long. That is trouble of this node, and
  /// nobody's failure.
  record Overloaded() implements PasswordCheck {}
}
