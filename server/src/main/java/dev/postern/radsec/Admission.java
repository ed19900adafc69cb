package dev.postern.radsec;

import dev.postern.octets.Octets;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Counts connections, and says which are too many. An IPv6 network of 64 bits counts as one
/// address, for whoever has one has all of it. Safe on many threads.
final class Admission {
  private static final int NETWORK = 8;

  private final RadSecLimits limits;
  private final Map<Octets, Integer> ofAddress = new HashMap<>();
  private final Map<Octets, Integer> handshakesOf = new HashMap<>();
  private final Map<String, Integer> ofGateway = new HashMap<>();
  private int connections;
  private int handshakes;

  Admission(RadSecLimits limits) {
    this.limits = limits;
  }

  /// Counts a connection that begins its handshake, unless it is one too many. One address has at
  /// most a quarter of the handshakes, so that it does not keep the others out.
  synchronized Optional<Refusal> begin(InetAddress source) {
    var address = counted(source);
    if (connections >= limits.connections()) {
      return Optional.of(Refusal.TOO_MANY);
    }
    if (ofAddress.getOrDefault(address, 0) >= limits.connectionsPerAddress()) {
      return Optional.of(Refusal.TOO_MANY_OF_ADDRESS);
    }
    int quarter = (limits.handshakes() + 3) / 4;
    if (handshakes >= limits.handshakes() || handshakesOf.getOrDefault(address, 0) >= quarter) {
      return Optional.of(Refusal.TOO_MANY_HANDSHAKES);
    }
    connections++;
    handshakes++;
    ofAddress.merge(address, 1, Integer::sum);
    handshakesOf.merge(address, 1, Integer::sum);
    return Optional.empty();
  }

  private static Octets counted(InetAddress source) {
    byte[] octets = source.getAddress();
    return Octets.copyOf(octets, 0, Math.min(octets.length, NETWORK));
  }

  /// The handshake is over, well or not.
  synchronized void shaken(InetAddress source) {
    handshakes--;
    subtract(handshakesOf, counted(source));
  }

  private static <K> void subtract(Map<K, Integer> counts, K key) {
    counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
  }

  /// Counts a connection as one of this gateway, unless it has as many as it may.
  synchronized boolean belongs(String gateway) {
    int before = ofGateway.getOrDefault(gateway, 0);
    if (before >= limits.connectionsPerGateway()) {
      return false;
    }
    ofGateway.put(gateway, before + 1);
    return true;
  }

  /// The connection is one of this gateway no more.
  synchronized void leaves(String gateway) {
    subtract(ofGateway, gateway);
  }

  /// The connection is gone.
  synchronized void end(InetAddress source) {
    connections--;
    subtract(ofAddress, counted(source));
  }

  synchronized int connections() {
    return connections;
  }

  synchronized int handshakes() {
    return handshakes;
  }
}
