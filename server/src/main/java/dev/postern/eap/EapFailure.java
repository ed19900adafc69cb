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
  /// The client showed no certificate of its own.
  CLIENT_CERTIFICATE_MISSING,
  /// The client's certificate is from no CA that is trusted.
  CLIENT_CERTIFICATE_UNKNOWN_CA,
  /// The client's certificate, or a CA's above it, is good no more or not yet.
  CLIENT_CERTIFICATE_OUT_OF_DATE,
  /// The client's certificate, or a CA's above it, was revoked.
  CLIENT_CERTIFICATE_REVOKED,
  /// No CRL in force says whether the client's certificate was revoked.
  CLIENT_CERTIFICATE_NO_CRL,
  /// The client's certificate is not for TLS clients.
  CLIENT_CERTIFICATE_UNFIT,
  /// The client's certificate names no user, or more than one.
  CLIENT_CERTIFICATE_NAME,
  /// TLS 1.2 without extended master secret (RFC 7627), for which there are no keys.
  NO_EXTENDED_MASTER_SECRET,
  /// The client does not believe the server's own proof.
  PROOF_REFUSED,
  /// Within the tunnel the client proves its password by something that is not taken there.
  INNER_METHOD
}
