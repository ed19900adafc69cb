package dev.postern.cli.takeover;

/// Ends the reading of one entry. Its reason repeats nothing of what stands there.
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
