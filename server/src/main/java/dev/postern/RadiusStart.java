package dev.postern;

import dev.postern.gateway.GatewayRequest;
import dev.postern.metrics.GateMetrics;
import dev.postern.metrics.Metrics;
import dev.postern.radius.Reply;
import dev.postern.store.GatewayWatch;
import dev.postern.transport.GateClock;
import dev.postern.transport.RequestGate;
import dev.postern.transport.RequestHandler;
import dev.postern.transport.TransportSettings;
import dev.postern.transport.UdpListener;
import dev.postern.transport.Workers;
import java.net.InetSocketAddress;
import java.util.Optional;
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
  void listen(
      GatewayWatch gateways,
      RequestHandler logins,
      RequestHandler accounting,
      BooleanSupplier serving) {
    var settings = ground.config().radius();
    var meter = new GateMetrics(metrics, new Unanswered(System::nanoTime)::tell);
    var clock = new GateClock(ground.clock(), System::nanoTime);
    var workers = new Workers(settings.inFlight());
    var gate = new RequestGate(gateways, logins, workers, settings, clock, serving, meter);
    open(gate, workers, settings, "");
    if (ground.config().radSec().isPresent()) {
      var both = new Both(logins, accounting);
      overTls(
          gateways,
          new RequestGate(gateways, both, workers, settings, clock, serving, meter),
          workers);
    }
    if (settings.accounts()) {
      // Workers of its own: gateways that come back with all they kept must not crowd out logins.
      var clerks = new Workers(settings.inFlight());
      var books = new RequestGate(gateways, accounting, clerks, settings, clock, serving, meter);
      open(books, clerks, settings.forAccounting(), "accounting.");
    }
  }

  private void open(RequestGate gate, Workers workers, TransportSettings settings, String what) {
    sweep(gate);
    metrics.level(what + "requests.in.work", "requests that are being decided", workers::busy);
    metrics.level(
        what + "requests.remembered", "replies kept for retransmissions", gate::remembered);
    var entrance = new Entrance(gate, workers, ground.config().rules().limits().rejectFloor());
    var listener = opening.add(UdpListener.open(settings, entrance::receive));
    opening.add(entrance); // closed before the sockets are, so that what is in work is answered
    LOG.info(
        "RADIUS {}on {}",
        what.replace('.', ' '),
        listener.addresses().stream().map(RadiusStart::text).collect(Collectors.joining(", ")));
  }

  /// Over TLS logins and accounting come by one connection (RFC 6614, section 2.1).
  private void overTls(GatewayWatch gateways, RequestGate gate, Workers workers) {
    sweep(gate);
    var entrance = new Entrance(gate, workers, ground.config().rules().limits().rejectFloor());
    var overTls =
        ground
            .config()
            .radSec()
            .map(radSec -> RadSecStart.listen(radSec, ground, gateways, entrance, metrics));
    overTls.ifPresent(opening::add);
    opening.add(entrance);
    overTls.<AutoCloseable>map(radSec -> radSec::leave).ifPresent(opening::add);
  }

  /// What comes by one way and is told apart by its code.
  private record Both(RequestHandler logins, RequestHandler accounting) implements RequestHandler {
    @Override
    public boolean answers(int code) {
      return logins.answers(code) || accounting.answers(code);
    }

    @Override
    public Optional<Reply> answer(GatewayRequest request) {
      int code = request.packet().code();
      return accounting.answers(code) ? accounting.answer(request) : logins.answer(request);
    }
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
