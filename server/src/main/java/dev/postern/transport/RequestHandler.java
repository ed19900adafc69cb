package dev.postern.transport;

import dev.postern.gateway.GatewayRequest;
import dev.postern.radius.PacketCode;
import dev.postern.radius.Reply;
import java.util.Optional;

/// Answers what the gate let through. Runs on a virtual thread and may block.
@FunctionalInterface
public interface RequestHandler {
  /// Whether it answers packets of this code. The gate itself answers Status-Server.
  default boolean answers(int code) {
    return code == PacketCode.ACCESS_REQUEST;
  }

  /// The code of the answer to Status-Server where this handler is asked (RFC 5997, section 3).
  default int statusReply() {
    return PacketCode.ACCESS_ACCEPT;
  }

  /// Empty to send nothing, so that the gateway asks its next server.
  Optional<Reply> answer(GatewayRequest request);
}
