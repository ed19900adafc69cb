package dev.postern;

import dev.postern.http.HttpListener;
import dev.postern.http.HttpSettings;
import dev.postern.metrics.HealthCheck;
import dev.postern.metrics.HealthCheck.Health;
import dev.postern.metrics.HealthRoutes;
import dev.postern.metrics.Metrics;
import dev.postern.metrics.MetricsRoutes;
import dev.postern.node.ClockWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What others see of this node: metrics and health, on a listener of their own that is there
/// before the database is.
final class Observed {
  private static final Logger LOG = LoggerFactory.getLogger(Observed.class);

  private Observed() {}

  /// `listening` tells whether the sockets for RADIUS are open, the last step of a start.
  static HttpListener listen(
      HttpSettings settings, Metrics metrics, Stored stored, BooleanSupplier listening) {
    var checks = new ArrayList<>(checks(stored));
    checks.add(new HealthCheck("radius", () -> radius(listening)));
    var health = new HealthRoutes(checks);
    levels(metrics, stored);
    var routes =
        Stream.of(new MetricsRoutes(metrics).routes(), health.routes())
            .flatMap(List::stream)
            .toList();
    var listener = HttpListener.start(settings, Optional.empty(), routes, _ -> Optional.empty());
    LOG.info("metrics on http://{}/metrics", Addresses.text(settings, listener.port()));
    return listener;
  }

  private static void levels(Metrics metrics, Stored stored) {
    metrics.count(
        "embedded.restarts",
        "how often the embedded PostgreSQL was started again",
        stored.restarts()::count);
    metrics.level(
        "database.connections.busy", "connections in use", () -> stored.database().busy());
    metrics.level(
        "database.waiting",
        "threads that wait for a connection",
        () -> stored.database().waiting());
    metrics.level(
        "clock.ahead.seconds",
        "how far this node's clock is ahead of the database's",
        () -> stored.clockWatch().offset().map(by -> by.toMillis() / 1000.0).orElse(Double.NaN));
  }

  /// Why this node does not answer logins, for people; nothing if it does.
  static List<String> problems(Stored stored) {
    return checks(stored).stream()
        .flatMap(check ->
            check.look() instanceof Health.Ill(String trouble)
                ? Stream.of(check.name() + ": " + trouble)
                : Stream.empty())
        .toList();
  }

  private static List<HealthCheck> checks(Stored stored) {
    return List.of(
        new HealthCheck("database", () -> health(stored.heartbeat().trouble())),
        new HealthCheck("key", () -> key(stored)),
        new HealthCheck("clock", () -> clock(stored.clockWatch())));
  }

  private static Health radius(BooleanSupplier listening) {
    return listening.getAsBoolean()
        ? new Health.Well()
        : new Health.Ill("the node is starting, its sockets are not open yet");
  }

  private static Health key(Stored stored) {
    return stored.audit().ready()
        ? new Health.Well()
        : new Health.Ill("this node's own keys are not open yet, see its log");
  }

  private static Health clock(ClockWatch watch) {
    if (watch.agrees()) {
      return new Health.Well();
    }
    return new Health.Ill(
        watch
            .offset()
            .map(by -> "off the database's by " + by.toMillis() + " ms: set it right")
            .orElse("not compared with the database's yet"));
  }

  private static Health health(Optional<String> trouble) {
    return trouble.<Health>map(Health.Ill::new).orElseGet(Health.Well::new);
  }
}
