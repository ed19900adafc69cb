package dev.postern.takeover;

/// Ends the reading of a row. Caught by [RowRule] alone.
final class Unsound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  Unsound(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
