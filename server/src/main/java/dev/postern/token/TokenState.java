package dev.postern.token;

/// Where a token is in its life (NIST SP 800-63B's words). Only an [#ACTIVE] one lets anybody in;
/// whatever else is shown of a token is derived.
public enum TokenState {
  PENDING,
  ACTIVE,
  SUSPENDED,
  EXPIRED,
  REVOKED
}
