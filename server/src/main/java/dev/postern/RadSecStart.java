package dev.postern;

import dev.postern.certificate.TlsFiles;
import dev.postern.certificate.Trust;
import dev.postern.certificate.Watched;
import dev.postern.metrics.Metrics;
import dev.postern.metrics.RadSecMetrics;
import dev.postern.radsec.RadSecListener;
import dev.postern.radsec.RadSecSettings;
import dev.postern.store.GatewayWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sockets that RADIUS over TLS comes in by.
final class RadSecStart {
  private static final Logger LOG = LoggerFactory.getLogger(RadSecStart.class);

  private RadSecStart() {}

  static RadSecListener listen(
      RadSecSettings settings,
      Ground ground,
      GatewayWatch gateways,
      Entrance entrance,
      Metrics metrics) {
    var files = settings.files();
    var watched =
        new Watched<>(
            "the certificates for RadSec",
            files.all(),
            () -> files.open(ground.clock()),
            System::nanoTime);
    var meter = new RadSecMetrics(metrics);
    var listener =
        RadSecListener.open(settings, watched, gateways, entrance::receive, meter, ground.clock());
    metrics.level(
        "radsec.connections",
        "connections of RADIUS over TLS, those in their handshake included",
        listener::connections);
    metrics.level("radsec.handshakes", "handshakes that go on", listener::handshakes);
    levels(watched, ground, metrics);
    LOG.info(
        "RadSec on {}",
        listener.addresses().stream().map(RadiusStart::text).collect(Collectors.joining(", ")));
    return listener;
  }

  private static void levels(Watched<TlsFiles.Opened> watched, Ground ground, Metrics metrics) {
    metrics.level(
        "radsec.certificate.seconds",
        "until the certificate for RadSec expires",
        () -> left(ground, watched.current().goodUntil()));
    metrics.level(
        "radsec.crl.seconds",
        "until a CRL for RadSec is out of date; NaN without one",
        () ->
            Optional.ofNullable(watched.current().trust())
                .flatMap(Trust::crlsGoodUntil)
                .map(until -> left(ground, until))
                .orElse(Double.NaN));
  }

  private static double left(Ground ground, Instant until) {
    return Duration.between(ground.clock().instant(), until).toSeconds();
  }
}
