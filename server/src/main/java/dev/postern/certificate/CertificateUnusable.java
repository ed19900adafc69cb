package dev.postern.certificate;

/// A file can't be used for TLS; the message says which, why, and what to do.
public final class CertificateUnusable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CertificateUnusable(String message) {
    super(message);
  }

  public CertificateUnusable(String message, Throwable cause) {
    super(message, cause);
  }
}
