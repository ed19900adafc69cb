package dev.postern.transport;

import dev.postern.gateway.Gateway;
import dev.postern.gateway.GatewayRequest;
import dev.postern.gateway.Gateways;
import dev.postern.octets.Octets;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Decoded.Forged;
import dev.postern.radius.Decoded.Malformed;
import dev.postern.radius.Decoded.Sound;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.Reply;
import dev.postern.radius.SharedSecret;
import dev.postern.transport.Sighting.Answered;
import dev.postern.transport.Sighting.First;
import dev.postern.transport.Sighting.InProgress;
import dev.postern.transport.Sighting.Shed;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The gate that every request passes, whatever socket it came in by: a known gateway, a sound
/// packet, a first sighting. What passes is answered on a virtual thread of its own. What does not
/// is counted and dropped, for RADIUS has no reply that says "bad packet" (RFC 2865, section 3).
///
/// [#receive] runs on the event loop: nothing in it may block.
public final class RequestGate {
  private static final long DATAGRAM = 0; // connections are numbered from 1

  private final Gateways gateways;
  private final RequestHandler handler;
  private final Workers workers;
  private final Duplicates duplicates;
  private final GateClock clock;
  private final BooleanSupplier serving;
  private final GateMeter meter;
  private final Complaints complaints;
  private final StatusLimit statusLimit;

  /// `serving` tells whether a login could be decided now: Status-Server is answered only then (RFC
  /// 5997, section 4.2).
  public RequestGate(
      Gateways gateways,
      RequestHandler handler,
      Workers workers,
      TransportSettings settings,
      GateClock clock,
      BooleanSupplier serving,
      GateMeter meter) {
    this.gateways = gateways;
    this.handler = handler;
    this.workers = workers;
    this.duplicates = new Duplicates(clock.nanos(), settings.memory(), settings.remembered());
    this.complaints = new Complaints(clock.nanos());
    this.statusLimit = new StatusLimit(clock.nanos());
    this.clock = clock;
    this.serving = serving;
    this.meter = meter;
  }

  /// Takes in a datagram. A gateway is known by its source address alone (RFC 2865, section 3),
  /// before a single octet of the packet is looked at.
  public void receive(Received received) {
    gateways
        .at(received.source().getAddress())
        .ifPresentOrElse(
            gateway ->
                verify(
                    new Asking(gateway, DATAGRAM, received),
                    gateway.secretsAt(clock.instants().instant())),
            () -> unknown(received.source()));
  }

  /// Takes in what came over a connection, whose gateway is known already.
  public void receive(Connected connected, Received received) {
    verify(
        new Asking(connected.gateway(), connected.number(), received), List.of(connected.secret()));
  }

  private void unknown(InetSocketAddress source) {
    meter.unknownGateway(source);
    complaints.unknownGateway(source);
  }

  /// Who asks, and by which connection, if not by a datagram.
  private record Asking(Gateway gateway, long connection, Received received) {
    boolean byDatagram() {
      return connection == DATAGRAM;
    }

    Duplicates.Key key(Packet packet) {
      return byDatagram()
          ? Duplicates.Key.of(
              received.local(), received.source(), packet.code(), packet.identifier())
          : Duplicates.Key.on(connection, packet.code(), packet.identifier());
    }
  }

  private void verify(Asking asking, List<SharedSecret> secrets) {
    switch (PacketCodec.decodeRequest(asking.received.octets(), secrets)) {
      case Sound sound -> admit(asking, sound);
      case Malformed(String problem) -> {
        meter.malformed(asking.gateway, problem);
        asking.received.wayBack().distrust(Distrust.MALFORMED);
      }
      case Forged() -> {
        meter.forged(asking.gateway);
        complaints.forged(asking.gateway.name());
        asking.received.wayBack().distrust(Distrust.FORGED);
      }
    }
  }

  private void admit(Asking asking, Sound sound) {
    var gateway = asking.gateway;
    int code = sound.packet().code();
    if (!handler.answers(code) && code != PacketCode.STATUS_SERVER) {
      meter.unexpectedCode(gateway, code);
    } else if (!sound.authenticated() && proofRequired(asking, sound)) {
      unproven(gateway, sound);
    } else if (PacketCodec.room(sound.packet()) < Reply.LEAST_ROOM) {
      meter.malformed(gateway, "its Proxy-States leave no room for a reply"); // RFC 2865, 3, 5.33
      complaints.crowded(gateway.name());
    } else {
      meter.received(gateway, code);
      sight(asking, sound);
    }
  }

  /// Status-Server always needs its Message-Authenticator (RFC 5997, section 3), and EAP (RFC 3579,
  /// section 3.1); another Access-Request where the gateway's settings say so. A Proxy-State does
  /// harm only where replies can be forged.
  private static boolean proofRequired(Asking asking, Sound sound) {
    return asking.gateway.requireMessageAuthenticator()
        || !alwaysProven(sound.packet()).isEmpty()
        || (asking.byDatagram()
            && asking.gateway.limitProxyState()
            && sound.packet().has(AttributeNumber.PROXY_STATE));
  }

  /// What of it takes a Message-Authenticator whatever the settings say, in words; empty if
  /// nothing.
  private static String alwaysProven(Packet packet) {
    if (packet.code() == PacketCode.STATUS_SERVER) {
      return "Status-Server";
    }
    return packet.has(AttributeNumber.EAP_MESSAGE) ? "EAP" : "";
  }

  private void unproven(Gateway gateway, Sound sound) {
    meter.unproven(gateway);
    String what = alwaysProven(sound.packet());
    if (what.isEmpty()) {
      complaints.unproven(gateway.name());
    } else {
      complaints.alwaysProven(gateway.name(), what);
    }
  }

  private void sight(Asking asking, Sound sound) {
    var key = asking.key(sound.packet());
    switch (duplicates.sight(asking.gateway.name(), key, sound.packet().authenticator())) {
      case First() -> start(new Admitted(asking.gateway, sound, key, asking.received));
      case InProgress() -> meter.duplicate(asking.gateway, false);
      case Shed() -> meter.shed(asking.gateway);
      case Answered(Octets reply) -> {
        meter.duplicate(asking.gateway, true);
        asking.received.wayBack().send(reply);
      }
    }
  }

  /// A request on its way to an answer.
  private record Admitted(Gateway gateway, Sound sound, Duplicates.Key key, Received received) {
    boolean gone() {
      return received.wayBack().gone();
    }
  }

  private void start(Admitted admitted) {
    if (admitted.sound.packet().code() == PacketCode.STATUS_SERVER) {
      answerStatus(admitted);
    } else if (!taken(admitted)) {
      forget(admitted); // the gateway will ask again, or ask its next server
      meter.shed(admitted.gateway);
    }
  }

  private boolean taken(Admitted admitted) {
    var wayBack = admitted.received.wayBack();
    if (!wayBack.takePlace()) {
      return false;
    }
    boolean offered =
        workers.offer(() -> {
          try {
            answer(admitted);
          } finally {
            wayBack.givePlace();
          }
        });
    if (!offered) {
      wayBack.givePlace();
    }
    return offered;
  }

  private void answerStatus(Admitted admitted) {
    if (!statusLimit.admits(admitted.gateway.name())) {
      forget(admitted);
      meter.statusLimited(admitted.gateway);
    } else if (serving.getAsBoolean()) {
      send(admitted, new Reply(handler.statusReply(), List.of(), Duration.ZERO));
    } else {
      forget(admitted);
      meter.discarded(admitted.gateway);
    }
  }

  private void answer(Admitted admitted) {
    if (admitted.gone()) {
      abandon(admitted);
      return;
    }
    try {
      var request =
          new GatewayRequest(
              admitted.gateway,
              admitted.sound.packet(),
              admitted.sound.secret(),
              admitted.received.source(),
              admitted.received.arrivedNanos());
      handler
          .answer(request)
          .ifPresentOrElse(reply -> send(admitted, reply), () -> discard(admitted));
    } catch (Throwable failure) { // an AssertionError too: nothing may stay "in progress" for ever
      forget(admitted); // or the retransmission, our second chance, would look in progress
      meter.failed(admitted.gateway, failure);
    }
  }

  private void send(Admitted admitted, Reply reply) {
    if (admitted.gone()) {
      abandon(admitted);
      return;
    }
    var sound = admitted.sound;
    Octets octets =
        PacketCodec.encodeReply(reply.code(), reply.attributes(), sound.packet(), sound.secret());
    long spent = clock.nanos().getAsLong() - admitted.received.arrivedNanos();
    Duration left = reply.floor().minusNanos(spent);
    if (left.isPositive()) {
      admitted.received.wayBack().later(left, () -> send(admitted, reply.code(), octets));
    } else {
      send(admitted, reply.code(), octets);
    }
  }

  /// Until here the request is in work, or a retransmission would be answered before the floor.
  private void send(Admitted admitted, int code, Octets octets) {
    if (admitted.gone()) {
      abandon(admitted);
      return;
    }
    var authenticator = admitted.sound.packet().authenticator();
    duplicates.answered(admitted.gateway.name(), admitted.key, authenticator, octets);
    meter.replied(admitted.gateway, code);
    admitted.received.wayBack().send(octets);
  }

  private void discard(Admitted admitted) {
    forget(admitted);
    meter.discarded(admitted.gateway);
  }

  /// What was asked on a connection that is closed is asked no more; what was decided stays decided
  /// (RFC 6613, section 2.6.3).
  private void abandon(Admitted admitted) {
    forget(admitted);
    meter.abandoned(admitted.gateway);
  }

  private void forget(Admitted admitted) {
    duplicates.forget(
        admitted.gateway.name(), admitted.key, admitted.sound.packet().authenticator());
  }

  /// Forgets what is too old to be asked for again. Called every second or so.
  public void sweep() {
    duplicates.sweep();
  }

  /// How many requests are remembered for their retransmissions.
  public int remembered() {
    return duplicates.remembered();
  }
}
