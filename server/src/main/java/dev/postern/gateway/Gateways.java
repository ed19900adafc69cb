package dev.postern.gateway;

import java.net.InetAddress;
import java.util.Optional;

/// Finds the gateway that a packet came from. Asked on the event loop for every packet: answers
/// from memory, and is at most a second behind the database.
public interface Gateways {
  /// The enabled gateway whose most specific network holds the address.
  Optional<Gateway> at(InetAddress source);
}
