package dev.postern.doctor;

/// What a check found: about what, in few words and without a secret, and what to do about it; no
/// hint where there is nothing to be done.
public record Finding(Severity severity, String about, String what, String hint) {
  static Finding wrong(String about, String what, String hint) {
    return new Finding(Severity.WRONG, about, what, hint);
  }

  static Finding advice(String about, String what, String hint) {
    return new Finding(Severity.ADVICE, about, what, hint);
  }

  static Finding sound(String about, String what) {
    return new Finding(Severity.SOUND, about, what, "");
  }
}
