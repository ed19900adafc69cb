package dev.postern.user;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is kept of a user's password beside its hash. A thief who has it and the key that it is
/// sealed under can log in with it, so that nothing is kept unless an operator says so.
public enum Recoverable {
  NOTHING,

  /// Enough for MS-CHAP and MS-CHAPv2, and as good as the password wherever those are taken.
  NT_HASH,

  /// The password itself: enough for CHAP, too.
  PASSWORD;

  /// As operators write it.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Recoverable> parse(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }

  public static List<String> texts() {
    return Arrays.stream(values()).map(Recoverable::text).toList();
  }
}
