package dev.postern.accounting;

/// Observes accounting. Called on request threads: must not block.
public interface AccountingMeter {
  /// Observes nothing.
  AccountingMeter NONE = new AccountingMeter() {};

  /// A record was kept; `kind` is one of `start`, `interim`, `stop`, `gateway`.
  default void kept(String gateway, String kind) {}

  /// A record that can't be kept: it does not say what it is of.
  default void unusable(String gateway) {}
}
