package dev.postern.user;

import java.util.List;
import java.util.Optional;

/// What is kept of a user's password beside its hash. A thief who has it and the key that it is
/// sealed under can log in with it, so that nothing is kept unless an operator says so.
public enum Recoverable {
  NOTHING("nothing"),

  /// Enough for MS-CHAP and MS-CHAPv2, and as good as the password wherever those are taken.
  NT_HASH("nt-hash"),

  /// The password itself: enough for CHAP, too.
  PASSWORD("password");

  private static final List<Recoverable> ALL = List.of(values());

  private final String text;

  Recoverable(String text) {
    this.text = text;
  }

  /// As operators write it.
  public String text() {
    return text;
  }

  public static Optional<Recoverable> parse(String text) {
    return ALL.stream().filter(kind -> kind.text.equals(text)).findFirst();
  }

  public static List<String> texts() {
    return ALL.stream().map(Recoverable::text).toList();
  }
}
