package dev.postern.gateway;

import java.util.List;

/// Whose certificate it is.
public sealed interface Certified {
  record Known(Gateway gateway) implements Certified {}

  /// No enabled gateway has one of the names.
  record Nobody() implements Certified {}

  /// Its names are those of several gateways.
  record Several(List<String> gateways) implements Certified {
    public Several {
      gateways = List.copyOf(gateways);
    }
  }

  /// It is this gateway's, which may ask from its networks alone, and asks from elsewhere.
  record Elsewhere(String gateway) implements Certified {}
}
