package dev.postern.eap;

import dev.postern.mschap.MsChapV2Answer;

/// What a client is told of what it showed, once that is decided. A method that has no words for it
/// leaves it to Success and Failure.
public sealed interface Told {
  /// Its proof is right, and this is the server's own; nothing more is decided until it took that.
  record Proven(MsChapV2Answer answer) implements Told {}

  /// It is let in, once it took that.
  record Accepted() implements Told {}

  /// It is not let in.
  record Rejected() implements Told {}

  /// This question is to be answered.
  record Asked(String prompt) implements Told {}
}
