package dev.postern.transport;

import dev.postern.gateway.GatewayRequest;
import dev.postern.radius.Reply;
import java.util.Optional;

/// Answers what the gate let through. Runs on a virtual thread and may block.
@FunctionalInterface
public interface RequestHandler {
  /// Empty to send nothing, so that the gateway asks its next server.
  Optional<Reply> answer(GatewayRequest request);
}
