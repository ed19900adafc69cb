package dev.postern.http;

/// Ends a handler with a problem. Thrown where a request is read and found wanting, so that the
/// handler's own story is told without it; caught by [HttpListener] alone.
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public Refused(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
