package dev.postern.gateway;

/// A method of EAP that a gateway may be told to take.
public enum EapType {
  TTLS,
  PEAP,
  MSCHAPV2,
  TLS,
  /// A question in words, whose answer nothing hides between gateway and server.
  GTC
}
