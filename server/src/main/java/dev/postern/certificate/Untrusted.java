package dev.postern.certificate;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable X509Certificate certificate;

  Untrusted(Why why, String message) {
    this(why, message, null);
  }

  private Untrusted(Why why, String message, @Nullable X509Certificate certificate) {
    super(message);
    this.why = why;
    this.certificate = certificate;
  }

  /// The same of this certificate.
  Untrusted of(X509Certificate shown) {
    return new Untrusted(why, String.valueOf(getMessage()), shown);
  }

  /// The peer's own certificate, if it showed one.
  public Optional<X509Certificate> certificate() {
    return Optional.ofNullable(certificate);
  }

  public Why why() {
    return why;
  }
}
