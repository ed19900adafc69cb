package dev.postern.access;

import dev.postern.token.TokenSerial;

/// What a request showed, before anything is known of earlier failures and accepted codes.
public sealed interface Finding {
  /// Something was wrong that a guesser could guess: it counts.
  record Failed(RejectReason reason) implements Finding {}

  /// Nothing was guessed, and yet nobody comes in: it does not count.
  record Refused(RejectReason reason) implements Finding {}

  /// The answer to a question whose time is over: not examined.
  record Late() implements Finding {}

  /// As far as it goes, right: a question follows.
  record Asking() implements Finding {}

  /// The proof of the password is right, and the client awaits the server's own before the rest is
  /// decided.
  record Proven() implements Finding {}

  /// The password or the question's answer, with a code so far off that the one after it must tell
  /// how far: it is asked for where that can be done.
  record OutOfStep(TokenSerial serial, long step) implements Finding {}

  /// The password, and the code of this step of this token.
  record Matched(TokenSerial serial, long step, int drift) implements Finding {}

  /// A certificate, which is all that the gateway's policy asks: of everybody if it is to stand
  /// alone, and else of a user who never had a token.
  record CertificateAlone(boolean ofEverybody) implements Finding {}

  /// The password, which is all that the gateway's policy asks of a user who never had a token.
  record PasswordAlone() implements Finding {}
}
