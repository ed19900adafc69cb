package dev.postern.eap;

import dev.postern.octets.Octets;
import org.jspecify.annotations.Nullable;

/// What a gateway sent: the joined EAP-Message attributes (RFC 3579, section 3.1) of a request with
/// this User-Name and State. `longest` is how many octets an EAP packet to the client may have.
public record EapMessage(
    String gateway,
    String userName,
    @Nullable Octets state,
    Octets octets,
    int longest,
    Methods methods) {
  /// Which methods are on for the gateway; those by TLS only where there is a certificate.
  public enum Methods {
    NONE,
    TTLS,
    TTLS_AND_GTC
  }

  /// The gateway and nothing of the octets, which may hold a password.
  @Override
  public String toString() {
    return "EAP message of " + gateway;
  }
}
