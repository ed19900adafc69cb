package dev.postern.http;

/// A listener can't be opened, as when its address is taken.
public final class HttpUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public HttpUnavailable(String message) {
    super(message);
  }

  public HttpUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
