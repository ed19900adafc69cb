package dev.postern.eap;

/// Why a conversation ended before there was a password to examine.
public enum EapFailure {
  /// No method is on for this gateway.
  OFF,
  /// The client takes none of the methods that are on for this gateway.
  NO_METHOD,
  /// The State belongs to no conversation that is open on this node.
  NO_CONVERSATION,
  /// What was sent is not what the method knows, or went on without end.
  BROKEN,
  /// The client and this server found no way to speak TLS.
  TLS,
  /// The client does not trust the server's certificate.
  CERTIFICATE_REFUSED,
  /// TLS 1.2 without extended master secret (RFC 7627), for which there are no keys.
  NO_EXTENDED_MASTER_SECRET,
  /// The client does not believe the server's own proof.
  PROOF_REFUSED,
  /// Within the tunnel the client proves its password by something other than PAP.
  INNER_METHOD
}
