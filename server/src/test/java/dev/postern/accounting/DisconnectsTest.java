package dev.postern.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.postern.accounting.AccountingRecord.Kind;
import dev.postern.accounting.AccountingRecord.OfSession;
import dev.postern.accounting.DisconnectOutcome.Acknowledged;
import dev.postern.accounting.DisconnectOutcome.NoGateway;
import dev.postern.accounting.DisconnectOutcome.Off;
import dev.postern.accounting.DisconnectOutcome.Over;
import dev.postern.accounting.DisconnectOutcome.Refused;
import dev.postern.accounting.DisconnectOutcome.Silent;
import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.gateway.Gateway;
import dev.postern.gateway.GatewayRules;
import dev.postern.gateway.GatewaySettings;
import dev.postern.gateway.ReplyCheck;
import dev.postern.gateway.SettingsReader;
import dev.postern.gateway.SettingsReading;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Decoded.Sound;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SharedSecret;
import dev.postern.testing.InMemorySessions;
import dev.postern.transport.GatewayCalls;
import dev.postern.user.UserId;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Against a gateway with a real socket on the loopback.
class DisconnectsTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final SharedSecret SECRET = new SharedSecret(SecretOctets.utf8("a secret"));
  private static final SharedSecret OTHER = new SharedSecret(SecretOctets.utf8("another"));
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Actor ANNA = new Actor.Operator("anna");

  private final InMemorySessions sessions = new InMemorySessions();
  private final List<Octets> heard = Collections.synchronizedList(new ArrayList<>());
  private final DatagramSocket socket = socket();
  private Map<String, String> settings = Map.of("disconnect-port", "" + socket.getLocalPort());
  private boolean known = true;

  private static DatagramSocket socket() {
    try {
      return new DatagramSocket(0, LOOPBACK);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() {
    socket.close();
  }

  /// What the gateway sends for each packet that it hears, in turn.
  @FunctionalInterface
  private interface Answering {
    List<Octets> answer(Packet request, int times);
  }

  private void gateway(Answering answering) {
    Thread.ofVirtual().start(() -> serve(answering));
  }

  private void serve(Answering answering) {
    var received = new DatagramPacket(new byte[4096], 4096);
    try {
      while (true) {
        socket.receive(received);
        var octets = Octets.copyOf(received.getData(), 0, received.getLength());
        heard.add(octets);
        for (var reply : answering.answer(packet(octets), heard.size())) {
          byte[] sent = reply.toArray();
          socket.send(new DatagramPacket(sent, sent.length, received.getSocketAddress()));
        }
      }
    } catch (IOException _) {
      // closed
    }
  }

  /// The packet, whose code is none that the server takes: so it is read as if it were a reply.
  private static Packet packet(Octets octets) {
    var asked = new Packet(40, octets.at(1), Octets.copyOf(new byte[16]), List.of());
    return ((Sound) PacketCodec.decodeReply(octets, asked, SECRET)).packet();
  }

  private static Octets reply(int code, Packet request, SharedSecret secret, Attribute... more) {
    return PacketCodec.encodeReply(code, List.of(more), request, secret);
  }

  private Optional<Gateway> at(InetAddress address) {
    var reading = SettingsReader.read(GatewaySettings.DEFAULT.with(settings), ReplyCheck.NONE);
    if (!(reading instanceof SettingsReading.Sound(GatewayRules rules))) {
      throw new AssertionError(reading);
    }
    var gateway =
        new Gateway("vpn-1", SECRET, null, Instant.MIN, true, true, rules.policy(), List.of());
    return Optional.of(gateway).filter(_ -> known && address.equals(LOOPBACK));
  }

  private static Session session(boolean over) {
    var told = new InMemorySessions();
    var id = new SessionId(7);
    told.keep(
        new OfSession(
            id,
            over ? Kind.STOP : Kind.START,
            NOW,
            new Session.Origin("vpn-1", "127.0.0.1", "192.0.2.1", "0a0b"),
            new Session.Subject("jdoe", new UserId(new UUID(1, 1)), "r-1", "", "10.8.0.2", ""),
            new Session.Traffic(0, 0, 0),
            0),
        Duration.ofSeconds(1));
    return told.find(id).orElseThrow();
  }

  private DisconnectOutcome disconnect(boolean over) {
    var calls = new GatewayCalls(Duration.ofMillis(300));
    return new Disconnects(sessions, this::at, calls::ask, new Random(1), () -> NOW)
        .disconnect(session(over), ANNA);
  }

  @Test
  @DisplayName("S32: a Disconnect-Request bears User-Name and Framed-IP-Address")
  void aRequestTellsNameAndAddressAndIsProven() {
    gateway((request, _) -> List.of(reply(PacketCode.DISCONNECT_ACK, request, SECRET)));
    assertThat(disconnect(false)).isEqualTo(new Acknowledged());
    var octets = heard.getFirst();
    var packet = packet(octets);
    assertThat(packet.code()).isEqualTo(PacketCode.DISCONNECT_REQUEST);
    assertThat(PacketCodec.provenFirst(packet)).isTrue();
    assertThat(packet.text(AttributeNumber.USER_NAME)).isEqualTo("jdoe");
    assertThat(packet.first(AttributeNumber.FRAMED_IP_ADDRESS)).contains(Octets.hex("0a080002"));
    assertThat(packet.text(AttributeNumber.ACCT_SESSION_ID)).isEqualTo("0a0b");
    assertThat(packet.first(AttributeNumber.NAS_IP_ADDRESS)).contains(Octets.hex("c0000201"));
    assertThat(packet.first(AttributeNumber.EVENT_TIMESTAMP))
        .contains(Octets.hex("%08x".formatted(NOW.getEpochSecond())));
    assertThat(sessions.audited())
        .extracting(AuditEntry::event, AuditEntry::reason, AuditEntry::actor)
        .containsExactly(
            tuple("session.disconnect", "", ANNA),
            tuple("session.disconnect.answer", "ACKNOWLEDGED", ANNA));
  }

  @Test
  void aRefusalIsToldWithItsErrorCause() { // RFC 5176, section 3.5
    var notFound = new Attribute(AttributeNumber.ERROR_CAUSE, Octets.hex("000001f7"));
    gateway((request, _) -> List.of(reply(PacketCode.DISCONNECT_NAK, request, SECRET, notFound)));
    assertThat(disconnect(false)).isEqualTo(new Refused(503));
  }

  @Test
  void theSameOctetsAreSentAgainUntilAProvenReplyComes() { // RFC 5176, section 2.3
    gateway((request, times) ->
        times < 3
            ? List.of(reply(PacketCode.DISCONNECT_ACK, request, OTHER))
            : List.of(reply(PacketCode.DISCONNECT_ACK, request, SECRET)));
    assertThat(disconnect(false)).isEqualTo(new Acknowledged());
    assertThat(heard).hasSize(3).containsOnly(heard.getFirst());
  }

  @Test
  void silenceIsToldWithWhereItWasAsked() {
    gateway((_, _) -> List.of());
    assertThat(disconnect(false)).isEqualTo(new Silent("127.0.0.1", socket.getLocalPort()));
    assertThat(heard).hasSize(3);
    assertThat(sessions.audited()).extracting(AuditEntry::reason).contains("NO_ANSWER");
  }

  @Test
  void nobodyIsAskedInVain() {
    assertThat(disconnect(true)).isEqualTo(new Over());
    settings = Map.of("disconnect-port", "off");
    assertThat(disconnect(false)).isEqualTo(new Off());
    known = false;
    assertThat(disconnect(false)).isEqualTo(new NoGateway("127.0.0.1"));
    assertThat(heard).isEmpty();
    assertThat(sessions.audited()).isEmpty();
  }
}
