package dev.postern.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.Gateway;
import dev.postern.gateway.GatewayPolicy;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.Reply;
import dev.postern.radius.SharedSecret;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the gate makes of requests that come over connections.
class ConnectedGateTest {
  private static final SharedSecret RADSEC = new SharedSecret(SecretOctets.utf8("radsec"));
  private static final SharedSecret OTHER = new SharedSecret(SecretOctets.utf8("of datagrams"));
  private static final InetSocketAddress LOCAL = new InetSocketAddress("192.0.2.1", 2083);
  private static final InetSocketAddress SOURCE = new InetSocketAddress("203.0.113.9", 4000);

  private final List<String> counted = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final Workers workers = new Workers(16);
  private boolean requireProof = true;
  private Duration floor = Duration.ZERO;
  private Runnable meanwhile = () -> {};
  private final RequestGate gate =
      new RequestGate(
          _ -> Optional.empty(),
          _ -> reply(),
          workers,
          TransportSettings.DEFAULT,
          new GateClock(() -> Instant.EPOCH, () -> 0),
          () -> true,
          new Counting());

  private Optional<Reply> reply() {
    asked.incrementAndGet();
    meanwhile.run();
    return Optional.of(new Reply(PacketCode.ACCESS_REJECT, List.of(), floor));
  }

  private final class Counting implements GateMeter {
    @Override
    public void abandoned(Gateway gateway) {
      counted.add("abandoned");
    }

    @Override
    public void shed(Gateway gateway) {
      counted.add("shed");
    }

    @Override
    public void unproven(Gateway gateway) {
      counted.add("unproven");
    }
  }

  /// One connection's way back.
  private static final class Line implements Received.WayBack {
    final List<Octets> replies = new CopyOnWriteArrayList<>();
    final List<Distrust> distrusted = new ArrayList<>();
    final List<Runnable> later = new CopyOnWriteArrayList<>();
    final AtomicInteger places = new AtomicInteger(1);
    volatile boolean gone;

    @Override
    public void send(Octets reply) {
      replies.add(reply);
    }

    @Override
    public void later(Duration delay, Runnable action) {
      later.add(action);
    }

    @Override
    public boolean gone() {
      return gone;
    }

    @Override
    public boolean takePlace() {
      return places.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    @Override
    public void givePlace() {
      places.incrementAndGet();
    }

    @Override
    public void distrust(Distrust why) {
      distrusted.add(why);
    }
  }

  private void receive(long number, Line line, Octets octets) {
    var gateway =
        new Gateway(
            "vpn-1",
            OTHER,
            null,
            Instant.EPOCH,
            requireProof,
            true,
            GatewayPolicy.DEFAULT,
            List.of());
    gate.receive(
        new Connected(gateway, RADSEC, number), new Received(octets, SOURCE, LOCAL, 0, line));
    try {
      assertThat(workers.drain(Duration.ofSeconds(30))).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Octets request(SharedSecret secret, Attribute... attributes) {
    var authenticator = Octets.hex("01".repeat(16));
    return PacketCodec.encodeRequest(
        new Packet(PacketCode.ACCESS_REQUEST, 7, authenticator, List.of(attributes)), secret);
  }

  /// Without Message-Authenticator, with a Proxy-State.
  private static Octets unproven() {
    return Octets.hex("01070018" + "01".repeat(16) + "210400aa");
  }

  @Test
  void theSecretIsThatOfTheConnection() { // RFC 6614, section 2.3
    var line = new Line();
    receive(1, line, request(RADSEC));
    assertThat(line.replies).hasSize(1);
    assertThat(line.replies.getFirst().slice(20, 22)).isEqualTo(Octets.hex("5012")); // S18
    receive(1, line, request(OTHER));
    assertThat(line.distrusted).containsExactly(Distrust.FORGED);
    assertThat(line.replies).hasSize(1);
  }

  @Test
  void whatIsNoPacketIsDistrusted() { // RFC 6613, section 2.6.4
    var line = new Line();
    receive(1, line, Octets.hex("01070016000000000000000000000000000000aa0100"));
    assertThat(line.distrusted).containsExactly(Distrust.MALFORMED);
    assertThat(asked).hasValue(0);
  }

  @Test
  void aRetransmissionIsKnownOnItsConnectionAlone() { // RFC 6613, section 2.6.2
    var line = new Line();
    receive(1, line, request(RADSEC));
    receive(1, line, request(RADSEC));
    assertThat(asked).hasValue(1);
    assertThat(line.replies).hasSize(2);
    receive(2, new Line(), request(RADSEC)); // from the same address and port
    assertThat(asked).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource({"true, 0", "false, 1"})
  void aMessageAuthenticatorIsNeededAsTheGatewayIsSetAndProxyStatesDoNoHarm(
      boolean require, int passes) {
    requireProof = require;
    receive(1, new Line(), unproven());
    assertThat(asked).hasValue(passes);
    assertThat(counted.contains("unproven")).isEqualTo(require);
  }

  @Test
  void whatWasAskedOnAConnectionThatIsGoneIsAskedNoMore() { // RFC 6613, section 2.6.3
    var line = new Line();
    line.gone = true;
    receive(1, line, request(RADSEC, Attribute.text(AttributeNumber.USER_NAME, "jdoe")));
    assertThat(asked).hasValue(0);
    assertThat(counted).containsExactly("abandoned");
    assertThat(gate.remembered()).isZero();
  }

  @Test
  void aReplyToAConnectionThatWentMeanwhileIsNotSentAndNotKept() {
    var line = new Line();
    meanwhile = () -> line.gone = true;
    receive(1, line, request(RADSEC));
    assertThat(asked).hasValue(1);
    assertThat(line.replies).isEmpty();
    assertThat(gate.remembered()).isZero();
  }

  @Test
  void aRejectThatIsHeldBackWhenItsConnectionGoesIsNotKept() {
    var line = new Line();
    floor = Duration.ofSeconds(1);
    receive(1, line, request(RADSEC));
    line.gone = true;
    line.later.forEach(Runnable::run);
    assertThat(line.replies).isEmpty();
    assertThat(counted).containsExactly("abandoned");
    assertThat(gate.remembered()).isZero();
  }

  @Test
  void aConnectionHasOnlySoManyRequestsInWork() {
    var line = new Line();
    line.places.set(0);
    receive(1, line, request(RADSEC));
    assertThat(counted).containsExactly("shed");
    assertThat(gate.remembered()).isZero();
    line.places.set(1);
    receive(1, line, request(RADSEC));
    assertThat(line.replies).hasSize(1);
    assertThat(line.places).hasValue(1);
  }
}
