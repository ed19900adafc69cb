package dev.postern.gateway;

/// Which EAP methods a gateway may ask by.
public enum EapUse {
  /// EAP-GTC, whose password nothing hides between gateway and server.
  GTC,
  OFF
}
