package dev.postern.transport;

/// A socket can't be had.
public final class TransportFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TransportFailed(String message) {
    super(message);
  }
}
