package dev.postern.transport;

import dev.postern.gateway.Gateway;
import dev.postern.radius.Packet;
import dev.postern.radius.SharedSecret;
import java.net.InetSocketAddress;
import java.util.Optional;

/// Answers what the gate let through. Runs on a virtual thread and may block.
@FunctionalInterface
public interface RequestHandler {
  /// A request from a known gateway, and the secret its reply goes under.
  record Request(
      Gateway gateway,
      Packet packet,
      SharedSecret secret,
      InetSocketAddress source,
      long arrivedNanos) {}

  /// Empty to send nothing, so that the gateway asks its next server.
  Optional<Reply> answer(Request request);
}
