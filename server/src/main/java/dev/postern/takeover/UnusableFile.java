package dev.postern.takeover;

/// The file can't be read, from this line on: not UTF-8, not CSV, or a heading with something else
/// than [Column]s. Caught by [UserImport] alone.
final class UnusableFile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long line;

  UnusableFile(long line, String reason) {
    super(reason, null, false, false);
    this.line = line;
  }

  long line() {
    return line;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
