package dev.postern.gateway;

/// How a client is asked for its code within a method of EAP that is no question itself. Clients
/// that do not expect it end the login or hang, so it is off unless a gateway's clients all do.
public enum EapPrompt {
  OFF,
  /// By Reply-Message or EAP-GTC in the tunnel of EAP-TTLS (RFC 5281, section 11.2.5).
  TUNNEL,
  /// After EAP-MSCHAPv2 as FortiAuthenticator asks FortiClient: a Success of six octets, then
  /// EAP-GTC.
  FORTICLIENT,
  /// The same by a Success of five octets.
  FORTICLIENT_5
}
