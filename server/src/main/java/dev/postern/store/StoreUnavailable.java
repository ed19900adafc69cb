package dev.postern.store;

/// PostgreSQL can't be reached, refuses, or does not answer in time: trouble of this node as far as
/// a login is concerned, which therefore stays unanswered.
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailable(String doing, Throwable cause) {
    super(doing + ": " + cause.getMessage(), cause);
  }

  StoreUnavailable(String problem) {
    super(problem);
  }
}
