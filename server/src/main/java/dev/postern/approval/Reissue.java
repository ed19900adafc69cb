package dev.postern.approval;

import java.time.Instant;

/// Whether a user may be given a new token.
public sealed interface Reissue {
  /// No second operator is needed.
  record Free() implements Reissue {}

  /// One approved, which is good for this once.
  record Approved(Approval approval) implements Reissue {}

  /// One was asked and has not decided.
  record Waiting(Hold hold) implements Reissue {}

  /// One is to be asked.
  record ToBeAsked(Instant changedAt, Instant until) implements Reissue {}
}
