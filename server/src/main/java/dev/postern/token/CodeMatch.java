package dev.postern.token;

/// Whose code it is, if it is any token's.
public sealed interface CodeMatch {
  /// The code of `step` (a time step, or a counter), in the window. Whether it was accepted before
  /// is not said: that the database decides. `drift` is what the token's drift is to become.
  record Matched(TokenSerial serial, long step, int drift) implements CodeMatch {}

  /// Outside the window, but near enough that the token's next code would tell its drift.
  record OutOfStep(TokenSerial serial, long step) implements CodeMatch {}

  record NoMatch() implements CodeMatch {}
}
