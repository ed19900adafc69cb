package dev.postern.accounting;

import dev.postern.accounting.DisconnectOutcome.Acknowledged;
import dev.postern.accounting.DisconnectOutcome.NoGateway;
import dev.postern.accounting.DisconnectOutcome.Off;
import dev.postern.accounting.DisconnectOutcome.Over;
import dev.postern.accounting.DisconnectOutcome.Refused;
import dev.postern.accounting.DisconnectOutcome.Silent;
import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.audit.AuditEntry.Origin;
import dev.postern.audit.AuditEntry.Subject;
import dev.postern.gateway.Gateway;
import dev.postern.gateway.Gateways;
import dev.postern.gateway.SessionPolicy;
import dev.postern.octets.Octets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SharedSecret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Asks gateways to end sessions (RFC 5176, section 2.1), and has it audited: that it is asked for,
/// before it is, and what came of it.
public final class Disconnects {
  private final Sessions sessions;
  private final Gateways gateways;
  private final GatewayCall call;
  private final RandomGenerator random;
  private final InstantSource clock;

  public Disconnects(
      Sessions sessions,
      Gateways gateways,
      GatewayCall call,
      RandomGenerator random,
      InstantSource clock) {
    this.sessions = sessions;
    this.gateways = gateways;
    this.call = call;
    this.random = random;
    this.clock = clock;
  }

  /// Asks the gateway of this session to end it.
  public DisconnectOutcome disconnect(Session session, Actor actor) {
    if (!session.open()) {
      return new Over();
    }
    var address = InetAddress.ofLiteral(session.origin().address());
    var gateway = gateways.at(address).filter(one -> one.name().equals(session.origin().gateway()));
    if (gateway.isEmpty()) {
      return new NoGateway(session.origin().address());
    }
    int port = gateway.get().policy().sessions().disconnectPort();
    if (port == SessionPolicy.OFF) {
      return new Off();
    }
    sessions.audit(entry("session.disconnect", "", session, actor));
    var outcome = ask(gateway.get(), new InetSocketAddress(address, port), session);
    sessions.audit(entry("session.disconnect.answer", word(outcome), session, actor));
    return outcome;
  }

  /// While the secret is rotated, the gateway may know the old one or the new one.
  private DisconnectOutcome ask(Gateway gateway, InetSocketAddress address, Session session) {
    for (SharedSecret secret : gateway.secretsAt(clock.instant())) {
      var request =
          PacketCodec.sign(
              PacketCode.DISCONNECT_REQUEST,
              random.nextInt(256),
              attributes(session, clock.instant()),
              secret);
      Optional<Packet> reply = call.ask(address, request, secret);
      if (reply.isPresent()) {
        return reply.get().code() == PacketCode.DISCONNECT_ACK
            ? new Acknowledged()
            : new Refused(errorCause(reply.get()));
      }
    }
    return new Silent(address.getAddress().getHostAddress(), address.getPort());
  }

  /// Who and which session (RFC 5176, section 3): a FortiGate wants both the name and the address
  /// of the user (S32). The time keeps the request from being replayed later (section 3.3).
  static List<Attribute> attributes(Session session, Instant now) {
    var attributes = new ArrayList<Attribute>();
    attributes.add(Attribute.text(AttributeNumber.USER_NAME, session.subject().userName()));
    attributes.add(Attribute.text(AttributeNumber.ACCT_SESSION_ID, session.origin().session()));
    address(AttributeNumber.FRAMED_IP_ADDRESS, session.subject().ipv4()).ifPresent(attributes::add);
    address(AttributeNumber.FRAMED_IPV6_ADDRESS, session.subject().ipv6())
        .ifPresent(attributes::add);
    attributes.add(nas(session.origin().nas()));
    attributes.add(number(AttributeNumber.EVENT_TIMESTAMP, now.getEpochSecond()));
    attributes.removeIf(attribute -> attribute.value().isEmpty()); // RFC 2865, section 5
    return attributes;
  }

  private static Attribute nas(String nas) {
    int type =
        nas.indexOf(':') >= 0 ? AttributeNumber.NAS_IPV6_ADDRESS : AttributeNumber.NAS_IP_ADDRESS;
    return address(type, nas).orElseGet(() -> Attribute.text(AttributeNumber.NAS_IDENTIFIER, nas));
  }

  private static Optional<Attribute> address(int type, String text) {
    try {
      var octets = Octets.copyOf(InetAddress.ofLiteral(text).getAddress());
      return Optional.of(new Attribute(type, octets));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // unknown, or a name
    }
  }

  private static Attribute number(int type, long value) {
    return new Attribute(
        type,
        Octets.copyOf(
            new byte[] {
              (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
            }));
  }

  private static int errorCause(Packet reply) {
    return reply
        .first(AttributeNumber.ERROR_CAUSE)
        .filter(value -> value.length() == 4)
        .map(value -> value.at(2) << 8 | value.at(3))
        .orElse(0);
  }

  private AuditEntry entry(String event, String reason, Session session, Actor actor) {
    var subject = session.subject();
    var origin =
        new Origin(
            session.origin().gateway(),
            subject.station(),
            subject.login() == null ? "" : subject.login());
    return new AuditEntry(
        clock.instant(),
        event,
        reason,
        actor,
        subject.user() == null ? null : new Subject(subject.user(), subject.userName()),
        origin,
        Map.of("session", session.id().text()));
  }

  private static String word(DisconnectOutcome outcome) {
    return switch (outcome) {
      case Acknowledged() -> "ACKNOWLEDGED";
      case Refused(int errorCause) -> "REFUSED_" + errorCause;
      case Silent _ -> "NO_ANSWER";
      case Off(), NoGateway _, Over() -> throw new AssertionError("nobody was asked");
    };
  }
}
