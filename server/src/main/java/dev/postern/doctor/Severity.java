package dev.postern.doctor;

/// How bad a finding is.
public enum Severity {
  /// Logins fail, can be forged or guessed, or soon will.
  WRONG,
  /// It works, and could be better.
  ADVICE,
  /// It was looked at, and is well.
  SOUND
}
