package dev.postern.cli.takeover;

/// The file can't be read, from this line on, and nothing of it is taken.
public final class BrokenFile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long line;

  BrokenFile(long line, String reason) {
    super(reason, null, false, false);
    this.line = line;
  }

  public long line() {
    return line;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
