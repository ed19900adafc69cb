package dev.postern.http;

/// A listener can't be opened: its address is taken, or its certificate can't be used.
public final class HttpUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public HttpUnavailable(String message) {
    super(message);
  }

  public HttpUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
