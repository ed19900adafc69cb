package dev.postern.accounting;

import dev.postern.radius.Packet;
import dev.postern.radius.SharedSecret;
import dev.postern.radius.SignedRequest;
import java.net.InetSocketAddress;
import java.util.Optional;

/// The way to a gateway that is asked something.
@FunctionalInterface
public interface GatewayCall {
  /// Sends the request, and the same octets again while no proven reply comes; blocks for some
  /// seconds. Empty if none came.
  Optional<Packet> ask(InetSocketAddress gateway, SignedRequest request, SharedSecret secret);
}
