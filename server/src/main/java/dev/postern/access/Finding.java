package dev.postern.access;

import dev.postern.token.TokenSerial;

/// What a request showed, before anything is known of earlier failures and accepted codes.
public sealed interface Finding {
  /// Something was wrong that a guesser could guess: it counts.
  record Failed(RejectReason reason) implements Finding {}

  /// Nothing was guessed, and yet nobody comes in: it does not count.
  record Refused(RejectReason reason) implements Finding {}

  /// As far as it goes, right: a question follows.
  record Asking() implements Finding {}

  /// The password, and the code of this step of this token.
  record Matched(TokenSerial serial, long step, int drift) implements Finding {}

  /// The password, which is all that the gateway's policy asks of a user who never had a token.
  record PasswordAlone() implements Finding {}
}
