package dev.postern.radsec;

/// Observes connections. Called on event loops: must not block.
public interface RadSecMeter {
  /// Observes nothing.
  RadSecMeter NONE = new RadSecMeter() {};

  /// A connection of this gateway is whole.
  default void opened(String gateway) {}

  /// A connection did not come to be.
  default void refused(Refusal why) {}

  /// A connection that was whole ended.
  default void ended(String gateway, Ending why) {}
}
