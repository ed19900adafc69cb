package dev.postern.access;

/// What was decided of an attempt, and committed with its audit.
public sealed interface Verdict {
  /// `repeated`: the same decision again, nothing was spent.
  record Accepted(boolean repeated) implements Verdict {}

  record Rejected(RejectReason reason) implements Verdict {}

  /// Nothing speaks against asking.
  record MayAsk() implements Verdict {}
}
