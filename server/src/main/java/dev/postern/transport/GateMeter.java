package dev.postern.transport;

import dev.postern.gateway.Gateway;
import java.net.InetSocketAddress;

/// Observes the gate. Called on event loops and request threads: must not block.
public interface GateMeter {
  /// Observes nothing.
  GateMeter NONE = new GateMeter() {};

  default void unknownGateway(InetSocketAddress source) {}

  default void malformed(Gateway gateway, String problem) {}

  default void forged(Gateway gateway) {}

  /// A packet without the Message-Authenticator that the gateway's policy requires.
  default void unproven(Gateway gateway) {}

  /// A packet of a code that is not answered here.
  default void unexpectedCode(Gateway gateway, int code) {}

  /// A retransmission, answered from memory or dropped because its first copy is in work.
  default void duplicate(Gateway gateway, boolean answered) {}

  /// A Status-Server packet above what is answered of a gateway.
  default void statusLimited(Gateway gateway) {}

  /// A request shed because too much is in flight or remembered.
  default void shed(Gateway gateway) {}

  default void received(Gateway gateway, int code) {}

  default void replied(Gateway gateway, int code) {}

  /// A request for which nothing is sent.
  default void discarded(Gateway gateway) {}

  /// A request whose connection was closed before its answer.
  default void abandoned(Gateway gateway) {}

  default void failed(Gateway gateway, Throwable failure) {}
}
