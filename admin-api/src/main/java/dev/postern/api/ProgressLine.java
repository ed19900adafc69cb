package dev.postern.api;

import org.jspecify.annotations.Nullable;

/// A line of the answer to a request that takes long. Exactly one of the three is there: lines of
/// progress come first, and the last line is the report, or a problem that ended the work.
public record ProgressLine<R>(
    @Nullable Progress progress, @Nullable R report, @Nullable Problem problem) {
  public static <R> ProgressLine<R> of(Progress progress) {
    return new ProgressLine<>(progress, null, null);
  }

  public static <R> ProgressLine<R> of(R report) {
    return new ProgressLine<>(null, report, null);
  }

  public static <R> ProgressLine<R> of(Problem problem) {
    return new ProgressLine<>(null, null, problem);
  }
}
