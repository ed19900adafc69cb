package dev.postern.takeover;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a column of the file may hold. The heading says which are there, in any order.
enum Column {
  USERNAME,
  PASSWORD,
  PASSWORD_HASH,
  /// 32 hex digits; from then on it is kept beside the hash.
  NT_HASH,
  TOKEN_SERIAL,
  TOKEN_KEY_BASE32,
  TOKEN_ALGORITHM,
  TOKEN_DIGITS,
  TOKEN_PERIOD,
  /// `totp` or `hotp`.
  TOKEN_KIND,
  /// The next one of a HOTP token.
  TOKEN_COUNTER,
  /// `active` or `suspended`; `awaited` in front if the file does not have its key.
  TOKEN_STATE,
  TOKEN_LABEL,
  /// When it ends, as in `2027-01-31T00:00:00Z`.
  TOKEN_EXPIRES,
  REALM,
  /// Several are set apart by semicolons or commas.
  GROUPS,
  EMAIL,
  PHONE,
  DISPLAY_NAME,
  /// `required`: as if the user had had a token, so that a password alone never lets them in.
  SECOND_FACTOR,
  /// The line of another file that this row was made from. A file with this column is whole only if
  /// its last row, which has nothing else, says `end` here.
  LINE;

  String heading() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Column> headed(String heading) {
    String wanted = heading.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(column -> column.heading().equals(wanted)).findFirst();
  }

  static List<String> headings() {
    return Arrays.stream(values()).map(Column::heading).toList();
  }
}
