package dev.postern;

import dev.postern.config.Config;
import dev.postern.http.HttpListener;
import dev.postern.http.Route;
import dev.postern.metrics.HealthCheck;
import dev.postern.metrics.HealthCheck.Health;
import dev.postern.metrics.HealthRoutes;
import dev.postern.metrics.Metrics;
import dev.postern.metrics.MetricsRoutes;
import dev.postern.store.Database;
import dev.postern.store.DatabaseWatch;
import dev.postern.store.PgAuditWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server, wired by hand from the ground floor up. Every long-lived object is made here, once;
/// what was opened is closed in reverse. To learn what depends on what, read [#start].
final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private final Closer opened;

  private Server(Closer opened) {
    this.opened = opened;
  }

  static Server start(Config config, InstantSource clock) {
    try (var opening = new Closer();
        var beside = new Beside()) {
      var random = new SecureRandom();
      var ring = KeyRings.open(config.keys(), random);
      var metrics = beside.begin(() -> opening.add(new Metrics()));
      var settings = DatabaseStart.settings(config.database(), opening);
      var audit = new PgAuditWriter();
      var database = opening.add(Database.open(settings, audit));
      var watch = opening.add(DatabaseWatch.start(database, clock));
      var observed = beside.begin(() -> observed(config, metrics.result(), watch));
      DatabaseStart.ensureSchema(database, config.database(), settings);
      opening.add(observed.result());
      LOG.info("ready, sealing under key {}", ring.currentName());
      return new Server(opening.keep());
    }
  }

  /// Metrics and health, which are there before the database is.
  private static HttpListener observed(Config config, Metrics metrics, DatabaseWatch watch) {
    List<Route> routes =
        Stream.concat(
                new MetricsRoutes(metrics).routes().stream(),
                new HealthRoutes(List.of(databaseCheck(watch), clockCheck(watch)))
                    .routes().stream())
            .toList();
    var listener =
        HttpListener.start(config.metrics(), Optional.empty(), routes, _ -> Optional.empty());
    LOG.info(
        "metrics and health on http://{}:{}/metrics",
        config.metrics().address().getHostAddress(),
        listener.port());
    return listener;
  }

  private static HealthCheck databaseCheck(DatabaseWatch watch) {
    return new HealthCheck(
        "database", () -> watch.trouble().<Health>map(Health.Ill::new).orElseGet(Health.Well::new));
  }

  private static HealthCheck clockCheck(DatabaseWatch watch) {
    return new HealthCheck(
        "clock",
        () ->
            watch.clockAgrees()
                ? new Health.Well()
                : new Health.Ill(
                    watch
                        .ahead()
                        .map(by -> "off the database's by " + by.toMillis() + " ms")
                        .orElse("not compared with the database's yet")));
  }

  @Override
  public void close() {
    opened.close();
  }
}
