package dev.postern.token;

/// What moves a token on: the clock (RFC 6238) or each code (RFC 4226).
public enum TokenKind {
  TOTP,
  HOTP
}
