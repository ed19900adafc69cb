package dev.postern;

import dev.postern.metrics.GateMetrics;
import dev.postern.metrics.Metrics;
import dev.postern.store.GatewayWatch;
import dev.postern.transport.GateClock;
import dev.postern.transport.RequestGate;
import dev.postern.transport.RequestHandler;
import dev.postern.transport.UdpListener;
import dev.postern.transport.Workers;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sockets that RADIUS comes in by, and the gate behind them.
final class RadiusStart {
  private static final Logger LOG = LoggerFactory.getLogger(RadiusStart.class);

  private final Ground ground;
  private final Metrics metrics;
  private final Closer opening;

  RadiusStart(Ground ground, Metrics metrics, Closer opening) {
    this.ground = ground;
    this.metrics = metrics;
    this.opening = opening;
  }

  /// Opens the sockets, last of all: from here on logins are answered.
  void listen(GatewayWatch gateways, RequestHandler handler, BooleanSupplier serving) {
    var settings = ground.config().radius();
    var workers = new Workers(settings.inFlight());
    var meter = new GateMetrics(metrics, new Unanswered(System::nanoTime)::tell);
    var clock = new GateClock(ground.clock(), System::nanoTime);
    var gate = new RequestGate(gateways, handler, workers, settings, clock, serving, meter);
    sweep(gate);
    metrics.level("requests.in.work", "requests that are being decided", workers::busy);
    metrics.level("requests.remembered", "replies kept for retransmissions", gate::remembered);
    var entrance = new Entrance(gate, workers, ground.config().rules().limits().rejectFloor());
    var listener = opening.add(UdpListener.open(settings, entrance::receive));
    var overTls =
        ground
            .config()
            .radSec()
            .map(radSec -> RadSecStart.listen(radSec, ground, gateways, entrance, metrics));
    overTls.ifPresent(opening::add);
    opening.add(entrance); // closed before the sockets are, so that what is in work is answered
    overTls.<AutoCloseable>map(radSec -> radSec::leave).ifPresent(opening::add);
    LOG.info(
        "RADIUS on {}",
        listener.addresses().stream().map(RadiusStart::text).collect(Collectors.joining(", ")));
  }

  private void sweep(RequestGate gate) {
    var sweeper =
        opening.add(
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("sweep").daemon().factory()));
    var _ = sweeper.scheduleWithFixedDelay(gate::sweep, 1, 1, TimeUnit.SECONDS);
  }

  static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + " port " + address.getPort();
  }
}
