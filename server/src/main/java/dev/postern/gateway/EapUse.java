package dev.postern.gateway;

/// Which EAP methods a gateway may ask by.
public enum EapUse {
  /// EAP-TTLS, where the node has a certificate for it.
  TTLS,
  /// EAP-GTC too, whose password nothing hides between gateway and server.
  GTC,
  OFF
}
