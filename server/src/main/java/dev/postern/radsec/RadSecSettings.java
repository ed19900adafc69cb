package dev.postern.radsec;

import dev.postern.certificate.TlsFiles;
import java.util.List;

/// How the server listens for RADIUS over TLS: with which certificates, and where. `addresses` are
/// local ones, `*` stands for all; port 0 is one that the system picks (tests).
public record RadSecSettings(
    TlsFiles files, List<String> addresses, int port, RadSecLimits limits) {
  /// RFC 6614, section 2.1.
  public static final int PORT = 2083;

  public RadSecSettings {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("addresses must name at least one, or *");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
    }
    if (files.trust() == null) {
      throw new IllegalArgumentException("ca must be given: gateways are known by certificates");
    }
  }
}
