package dev.postern.certificate;

import java.security.cert.CertificateException;

/// A peer's certificate is not trusted, and why.
public final class Untrusted extends CertificateException {
  private static final long serialVersionUID = 1L;

  /// What is wrong with it.
  public enum Why {
    /// It is not, or not by a chain that the peer sent, from a CA that is trusted.
    UNKNOWN_CA,
    /// It, or a CA's between, is good no more or not yet.
    OUT_OF_DATE,
    /// It, or a CA's between, was revoked.
    REVOKED,
    /// There are CRLs, but none in force of one of its CAs.
    REVOCATION_UNKNOWN,
    /// It is for another use, or not made as a certificate must be.
    UNFIT
  }

  private final Why why;

  Untrusted(Why why, String message) {
    super(message);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
