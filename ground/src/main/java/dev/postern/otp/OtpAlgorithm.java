package dev.postern.otp;

/// The hash under the HMAC (RFC 4226 knows SHA-1 alone, RFC 6238, section 1.2, adds two). The names
/// are those of the key URI.
public enum OtpAlgorithm {
  SHA1,
  SHA256,
  SHA512;

  String macName() {
    return "Hmac" + name();
  }
}
