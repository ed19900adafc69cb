package dev.postern.alarm;

import java.util.Locale;

/// What an alarm is about.
public enum AlarmKind {
  /// One password after the other is tried on many users.
  PASSWORD_SPRAY,
  /// Somebody of the help desk helps more people in than usual.
  HELPDESK_RESETS;

  /// As it is written: `password-spray`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
