package dev.postern;

/// The server was told to stop before it had started.
final class StartInterrupted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartInterrupted() {
    super("stopped before the start was over");
  }
}
