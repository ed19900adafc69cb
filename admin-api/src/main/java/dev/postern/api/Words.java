package dev.postern.api;

import java.util.Locale;

/// How an enum is written in JSON and on the command line: `PASSWORD_ALONE` as `password-alone`.
final class Words {
  private Words() {}

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
