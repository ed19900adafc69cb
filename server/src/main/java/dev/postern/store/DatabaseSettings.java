package dev.postern.store;

import dev.postern.octets.SecretOctets;
import java.time.Duration;

/// Where the database is and how much of it a node may use.
///
/// `connections` bounds the pool; `patience` is the longest wait for a connection, and for an
/// answer to a statement of a login.
public record DatabaseSettings(
    String jdbcUrl, String user, SecretOctets password, int connections, Duration patience) {
  public DatabaseSettings {
    if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("url '" + jdbcUrl + "' must begin with jdbc:postgresql:");
    }
    if (connections < 4 || connections > 200) {
      throw new IllegalArgumentException("connections must be from 4 to 200, not " + connections);
    }
    if (patience.toMillis() < 250 || patience.toSeconds() > 60) {
      throw new IllegalArgumentException("patience must be from 250 ms to 60 s, not " + patience);
    }
  }
}
