package dev.postern.eap;

import dev.postern.gateway.EapPolicy;
import dev.postern.octets.Octets;
import org.jspecify.annotations.Nullable;

/// What a gateway sent: the joined EAP-Message attributes (RFC 3579, section 3.1) of a request with
/// this User-Name and State, and the policy for it. `longest` is how many octets an EAP packet to
/// the client may have.
public record EapMessage(
    String gateway,
    String userName,
    @Nullable Octets state,
    Octets octets,
    int longest,
    EapPolicy policy) {
  /// The gateway and nothing of the octets, which may hold a password.
  @Override
  public String toString() {
    return "EAP message of " + gateway;
  }
}
