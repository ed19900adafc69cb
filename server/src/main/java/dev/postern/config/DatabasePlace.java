package dev.postern.config;

import dev.postern.embedded.EmbeddedSettings;
import dev.postern.store.DatabaseSettings;
import java.time.Duration;

/// Which PostgreSQL the server is to use.
public sealed interface DatabasePlace {
  /// The one that it brings along and runs itself. Where it listens is known when it runs.
  record Embedded(EmbeddedSettings settings, int connections, Duration patience)
      implements DatabasePlace {}

  /// One that somebody else runs.
  record External(DatabaseSettings settings) implements DatabasePlace {}
}
