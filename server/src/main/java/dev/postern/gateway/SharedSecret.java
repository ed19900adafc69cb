package dev.postern.gateway;

import dev.postern.octets.SecretOctets;

/// What a gateway and we share (RFC 2865, section 3): any octets, at least one.
public record SharedSecret(SecretOctets octets) {
  /// Below this length an operator is warned (RFC 2865, section 3).
  public static final int SHORT = 16;

  public SharedSecret {
    if (octets.isEmpty()) {
      throw new IllegalArgumentException("a shared secret must not be empty");
    }
  }
}
