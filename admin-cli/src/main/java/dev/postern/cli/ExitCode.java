package dev.postern.cli;

/// How a command ended, for scripts.
enum ExitCode {
  DONE(0),
  REFUSED(1),
  WRONG_USE(2),
  SERVER_AWAY(3);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
