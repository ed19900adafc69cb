package dev.postern.access;

import dev.postern.gateway.Gateway;
import dev.postern.gateway.GatewayPolicy;
import dev.postern.mschap.PasswordProof;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// An Access-Request as the rules see it: what was sent, read and revealed.
///
/// `state` is absent in a first request. The empty text stands for an absent attribute.
public record AccessRequest(
    Gateway gateway,
    String requestId,
    long arrivedNanos,
    String userName,
    PasswordProof proof,
    @Nullable Octets state,
    Octets packet,
    Described described) {
  Scheme scheme() {
    return Scheme.of(proof);
  }

  /// The password or code itself; absent if it was shown otherwise, or not at all.
  @Nullable SecretOctets password() {
    return proof instanceof PasswordProof.Plain(SecretOctets password) ? password : null;
  }

  /// The same request, with what an EAP conversation found to be its name and proof.
  AccessRequest showing(String name, PasswordProof shown, @Nullable Octets answers) {
    return new AccessRequest(
        gateway, requestId, arrivedNanos, name, shown, answers, packet, described);
  }

  /// The same request where nothing can be asked (S14).
  AccessRequest withoutPrompt() {
    return new AccessRequest(
        gateway.withoutPrompt(),
        requestId,
        arrivedNanos,
        userName,
        proof,
        state,
        packet,
        described);
  }

  /// The gateway's policy for it.
  GatewayPolicy policy() {
    return gateway.policyFor(described.connectInfo(), described.nasIdentifier(), described.vdom());
  }

  /// What the gateway says of where the user is and what for.
  public record Described(
      String source, String session, String connectInfo, String nasIdentifier, String vdom) {}

  /// The packet's place and time: who sent it by which port under which identifier and
  /// authenticator.
  public record Sender(InetSocketAddress address, int identifier, Octets authenticator) {}
}
