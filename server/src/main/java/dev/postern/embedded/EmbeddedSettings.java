package dev.postern.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/// How the embedded PostgreSQL is to run.
///
/// @param home the folder of database, password and logs
/// @param installations where the programs are unpacked, a folder a version; may be shared
/// @param port where to listen on 127.0.0.1; 0 chooses a free one and keeps to it
/// @param durable whether a commit survives a power failure; false only for tests
/// @param maxConnections the bound on open connections
/// @param systemUser as whom the programs run if we are root; created if absent
/// @param patience the bound on each wait: for start, for stop, for another's unpacking
public record EmbeddedSettings(
    Path home,
    Path installations,
    int port,
    boolean durable,
    int maxConnections,
    String systemUser,
    Duration patience) {
  /// Connections that a server leaves to backups and to people.
  public static final int FREE_CONNECTIONS = 10;

  public EmbeddedSettings {
    Objects.requireNonNull(home);
    Objects.requireNonNull(installations);
    check(
        home.isAbsolute() && installations.isAbsolute(), "home must be an absolute path: " + home);
    check(port >= 0 && port <= 65535, "port must be 0 (choose) or up to 65535: " + port);
    check(
        maxConnections >= 10 && maxConnections <= 1000,
        "maxConnections must be from 10 to 1000: " + maxConnections);
    check(
        systemUser.matches("[a-z_][a-z0-9_-]{0,31}"),
        "not the name of a system user: " + systemUser);
    check(
        patience.toSeconds() >= 1 && patience.toHours() < 1,
        "patience must be from 1 s to 1 h: " + patience);
  }

  /// What an operator who said nothing gets, in `home`.
  public static EmbeddedSettings in(Path home) {
    Path absolute = home.toAbsolutePath().normalize();
    return new EmbeddedSettings(
        absolute, absolute, 0, true, 100, "postern", Duration.ofSeconds(60));
  }

  /// What an operator who said nothing at all gets.
  public static EmbeddedSettings standard() {
    return in(HomeFolder.standard());
  }

  public EmbeddedSettings withPort(int chosen) {
    return new EmbeddedSettings(
        home, installations, chosen, durable, maxConnections, systemUser, patience);
  }

  private static void check(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
