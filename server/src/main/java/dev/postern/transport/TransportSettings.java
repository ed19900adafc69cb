package dev.postern.transport;

import java.time.Duration;
import java.util.List;

/// How the server listens for RADIUS over UDP.
///
/// - `addresses`: local addresses to listen on; `*` stands for every address of the machine, looked
///   for again every `rescan`
/// - `port`: for logins, 1 to 65535, or 0 for one that the system picks (tests)
/// - `accounting`: the port for accounting, likewise, or [#OFF]
/// - `socketsPerAddress`: 1 to 16, each with an event loop of its own kind of turn (SO_REUSEPORT)
/// - `inFlight`: requests in work at once, 16 to 65536
/// - `remembered`: replies remembered for a gateway, 256 to 1048576
/// - `memory`: how long a reply is remembered, 5 s to 60 s (RFC 5080, section 2.2.2)
/// - `rescan`: 1 s to 60 s
public record TransportSettings(
    List<String> addresses,
    int port,
    int accounting,
    int socketsPerAddress,
    int inFlight,
    int remembered,
    Duration memory,
    Duration rescan) {
  /// There is no such port.
  public static final int OFF = -1;

  public static final TransportSettings DEFAULT =
      new TransportSettings(
          List.of("*"),
          1812,
          1813,
          2,
          4096,
          131_072,
          Duration.ofSeconds(10),
          Duration.ofSeconds(3));

  public TransportSettings {
    addresses = List.copyOf(addresses);
    require(!addresses.isEmpty(), "addresses must name at least one, or *");
    require(port >= 0 && port <= 65535, "port must be 0 to 65535, not " + port);
    require(
        accounting >= OFF && accounting <= 65535,
        "accounting must be off or 0 to 65535, not " + accounting);
    require(port != accounting || port == 0, "accounting must be another port than port: " + port);
    require(
        socketsPerAddress >= 1 && socketsPerAddress <= 16,
        "sockets-per-address must be 1 to 16, not " + socketsPerAddress);
    require(inFlight >= 16 && inFlight <= 65536, "in-flight must be 16 to 65536, not " + inFlight);
    require(
        remembered >= 256 && remembered <= 1_048_576,
        "remembered must be 256 to 1048576, not " + remembered);
    require(
        memory.toSeconds() >= 5 && memory.toSeconds() <= 60,
        "memory must be 5 s to 60 s, not " + memory);
    require(
        rescan.toSeconds() >= 1 && rescan.toSeconds() <= 60,
        "rescan must be 1 s to 60 s, not " + rescan);
  }

  public boolean accounts() {
    return accounting != OFF;
  }

  /// The same for sockets that take accounting.
  public TransportSettings forAccounting() {
    return new TransportSettings(
        addresses, accounting, OFF, socketsPerAddress, inFlight, remembered, memory, rescan);
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
