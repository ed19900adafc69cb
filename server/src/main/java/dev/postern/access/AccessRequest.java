package dev.postern.access;

import dev.postern.gateway.Gateway;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// An Access-Request as the rules see it: what was sent, read and revealed.
///
/// `password` is absent if the request holds none that this server can check; `state` is absent in
/// a first request. The empty text stands for an absent attribute.
public record AccessRequest(
    Gateway gateway,
    String requestId,
    long arrivedNanos,
    String userName,
    @Nullable SecretOctets password,
    @Nullable Octets state,
    Scheme scheme,
    Octets packet,
    Described described) {
  /// What the gateway says of where the user is and what for.
  public record Described(
      String source, String session, String connectInfo, String nasIdentifier, String vdom) {}

  /// The packet's place and time: who sent it by which port under which identifier and
  /// authenticator.
  public record Sender(InetSocketAddress address, int identifier, Octets authenticator) {}
}
