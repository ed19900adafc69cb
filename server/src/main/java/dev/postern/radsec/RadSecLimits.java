package dev.postern.radsec;

import java.time.Duration;

/// How much RADIUS over TLS may take of this node.
///
/// - `connections`: open at once, those in their handshake included, 1 to 10000
/// - `connectionsPerAddress`, `connectionsPerGateway`: of those, 1 to 10000
/// - `handshakes`: at once, 1 to 1000
/// - `handshakeTime`: for a whole handshake, 1 s to 60 s
/// - `packetTime`: for a packet from its first octet to its last, 1 s to 60 s
/// - `idle`: without a packet, after which a connection is closed, 1 s to a day
/// - `inFlight`: requests of a connection in work at once, 1 to 65536
public record RadSecLimits(
    int connections,
    int connectionsPerAddress,
    int connectionsPerGateway,
    int handshakes,
    Duration handshakeTime,
    Duration packetTime,
    Duration idle,
    int inFlight) {
  public static final RadSecLimits DEFAULT =
      new RadSecLimits(
          500,
          100,
          50,
          64,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofMinutes(15),
          256);

  public RadSecLimits {
    requireWithin("connections", connections, 10_000);
    requireWithin("connections-per-address", connectionsPerAddress, 10_000);
    requireWithin("connections-per-gateway", connectionsPerGateway, 10_000);
    requireWithin("handshakes", handshakes, 1000);
    requireWithin("handshake-time", handshakeTime, Duration.ofSeconds(1), Duration.ofMinutes(1));
    requireWithin("packet-time", packetTime, Duration.ofSeconds(1), Duration.ofMinutes(1));
    requireWithin("idle", idle, Duration.ofSeconds(1), Duration.ofDays(1));
    requireWithin("in-flight", inFlight, 65_536);
  }

  private static void requireWithin(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " must be 1 to " + most + ", not " + value);
    }
  }

  private static void requireWithin(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s must be %d s to %d s, not %d s"
              .formatted(name, least.toSeconds(), most.toSeconds(), value.toSeconds()));
    }
  }
}
