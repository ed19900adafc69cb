package dev.postern.access;

/// Why a login was rejected. The user never learns it; the audit does, and `posternctl explain`
/// says what to do about each.
public enum RejectReason {
  /// The user name is none by RFC 8265.
  BAD_NAME,
  UNKNOWN_USER,
  /// The request holds no password that can be checked.
  NO_PASSWORD,
  /// A code comes by PAP only.
  UNSUPPORTED_SCHEME,
  /// Nothing is kept of the password that a proof by this scheme could be compared with.
  PASSWORD_NOT_KEPT,
  WRONG_PASSWORD,
  WRONG_CODE,
  /// The gateway takes appended codes only, and none was appended.
  CODE_MISSING,
  /// The code lies outside the window but near enough to be resynchronised, and the gateway takes
  /// appended codes only, so that the next one can't be asked for.
  CODE_OUT_OF_STEP,
  REPLAYED_CODE,
  /// A State that is not ours, not for this user or gateway, or answered before.
  STALE_CHALLENGE,
  /// The answer came when the time for it was over.
  LATE_ANSWER,
  /// Too many failures from this source: not examined until the delay is over (S1).
  DELAYED,
  /// Too many failures of this user from sources unknown: not examined (S1).
  LOCKED,
  DISABLED,
  /// Never had a token, and the gateway wants one (S7).
  NO_TOKEN,
  /// Has or had a token, but none that is active (S7).
  TOKEN_NOT_ACTIVE,
  /// Has as many sessions open as the gateway's policy allows.
  TOO_MANY_SESSIONS,
  /// EAP is off for the gateway, or there is no certificate for it.
  EAP_OFF,
  /// The client takes none of the EAP methods that are on.
  EAP_NO_METHOD,
  /// A State of no EAP conversation that is open on this node.
  EAP_NO_CONVERSATION,
  /// The EAP conversation did not go by its rules.
  EAP_BROKEN,
  /// No TLS connection came about.
  EAP_TLS,
  /// The client does not trust our certificate for EAP.
  EAP_CERTIFICATE_REFUSED,
  /// The client showed no certificate, which EAP-TLS is about.
  EAP_CLIENT_CERTIFICATE_MISSING,
  /// The client's certificate is from no CA of `eap.client-ca`.
  EAP_CLIENT_CERTIFICATE_UNKNOWN_CA,
  /// The client's certificate, or a CA's above it, is good no more or not yet.
  EAP_CLIENT_CERTIFICATE_OUT_OF_DATE,
  /// The client's certificate, or a CA's above it, was revoked.
  EAP_CLIENT_CERTIFICATE_REVOKED,
  /// There are CRLs, but none in force of a CA of the client's certificate.
  EAP_CLIENT_CERTIFICATE_NO_CRL,
  /// The client's certificate is not for TLS clients.
  EAP_CLIENT_CERTIFICATE_UNFIT,
  /// By `eap.client-name` the client's certificate names nobody, or more than one.
  EAP_CLIENT_CERTIFICATE_NAME,
  /// The client's certificate names another than the client.
  EAP_NAME_CONTRADICTS,
  /// A certificate is the first factor, and with EAP-TLS no second one can be asked for.
  SECOND_FACTOR_MISSING,
  /// TLS 1.2 without extended master secret, which gives no keys.
  EAP_NO_EXTENDED_MASTER_SECRET,
  /// The client did not take the server's own proof by MS-CHAPv2.
  EAP_PROOF_REFUSED,
  /// In the tunnel there was something that is not taken there.
  EAP_INNER_METHOD
}
