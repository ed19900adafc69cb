package dev.postern;

import dev.postern.config.DatabasePlace;
import dev.postern.config.DatabasePlace.Embedded;
import dev.postern.config.DatabasePlace.External;
import dev.postern.embedded.EmbeddedPostgres;
import dev.postern.store.Database;
import dev.postern.store.DatabaseSettings;
import dev.postern.store.Schema;
import dev.postern.store.Schema.Standing.Ahead;
import dev.postern.store.Schema.Standing.Behind;
import dev.postern.store.Schema.Standing.UpToDate;
import dev.postern.store.StoreUnavailable;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The first steps of a start: a database that runs, and a schema that this server understands.
final class DatabaseStart {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseStart.class);
  private static final String NAME = "postern";
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private DatabaseStart() {}

  /// Where the database is; the embedded one is started for that, and again should it end.
  static DatabaseSettings settings(DatabasePlace place, Restarts restarts, Closer opening) {
    return switch (place) {
      case External(DatabaseSettings settings) -> settings;
      case Embedded(var settings, int connections, var patience) -> {
        var postgres = opening.add(EmbeddedPostgres.start(settings, LOG::info));
        postgres.ensureDatabase(NAME);
        postgres.supervise(restarts);
        yield new DatabaseSettings(
            postgres.jdbcUrl(NAME), postgres.user(), postgres.password(), connections, patience);
      }
    };
  }

  /// Makes sure of the schema: our own database's is brought up to date, one that others run is
  /// left to them. As long as the database is away, this waits for it.
  static void ensureSchema(Database database, DatabasePlace place, DatabaseSettings settings) {
    switch (standing(database)) {
      case UpToDate _ -> LOG.debug("the schema is up to date");
      case Ahead(int version, int needed) ->
          throw new SchemaUnfit(
              "the database's schema has version %d, this server knows %d: install the newer server"
                  .formatted(version, needed));
      case Behind(int version, int needed) -> {
        if (place instanceof External) {
          throw new SchemaUnfit(
              "the database's schema has version %d, this server needs %d: run `postern migrate`"
                  .formatted(version, needed));
        }
        LOG.info("bringing the schema up to date, from version {} to {}", version, needed);
        Schema.migrate(settings);
      }
    }
  }

  private static Schema.Standing standing(Database database) {
    boolean told = false;
    while (true) {
      try {
        return Schema.standing(database);
      } catch (StoreUnavailable e) {
        if (!told) {
          LOG.warn("the database does not answer, waiting for it: {}", e.getMessage());
          told = true;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StartInterrupted();
    }
  }
}
