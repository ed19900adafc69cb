package dev.postern.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.Gateway;
import dev.postern.gateway.GatewayPolicy;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Decoded;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.Reply;
import dev.postern.radius.SharedSecret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestGateTest {
  private static final SharedSecret SECRET = secret("the present secret of vpn-1");
  private static final SharedSecret PREVIOUS = secret("the previous secret of vpn-1");
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final InetSocketAddress LOCAL = new InetSocketAddress("192.0.2.1", 1812);
  private static final InetSocketAddress SOURCE = new InetSocketAddress("203.0.113.9", 4000);
  private static final Octets ONE = Octets.hex("01".repeat(16));
  private static final Octets OTHER = Octets.hex("02".repeat(16));

  private final List<Octets> replies = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final ConcurrentLinkedQueue<String> counted = new ConcurrentLinkedQueue<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final Workers workers = new Workers(16);
  private boolean serving = true;
  private boolean requireProof = true;
  private boolean limitProxyState;
  private Duration floor = Duration.ZERO;
  private Optional<RuntimeException> failure = Optional.empty();
  private final RequestGate gate =
      new RequestGate(
          this::gateway,
          _ -> reply(),
          workers,
          TransportSettings.DEFAULT,
          new GateClock(() -> NOW, System::nanoTime),
          () -> serving,
          new Counting());

  private static SharedSecret secret(String text) {
    return new SharedSecret(SecretOctets.utf8(text));
  }

  private Optional<Gateway> gateway(InetAddress source) {
    var gateway =
        new Gateway(
            "vpn-1",
            SECRET,
            PREVIOUS,
            NOW.plusSeconds(1),
            requireProof,
            limitProxyState,
            GatewayPolicy.DEFAULT,
            List.of());
    return Optional.of(gateway).filter(_ -> source.equals(SOURCE.getAddress()));
  }

  private Optional<Reply> reply() {
    asked.incrementAndGet();
    failure.ifPresent(problem -> {
      throw problem;
    });
    return Optional.of(new Reply(PacketCode.ACCESS_REJECT, List.of(), floor));
  }

  private final class Counting implements GateMeter {
    @Override
    public void unknownGateway(InetSocketAddress source) {
      counted.add("unknown gateway");
    }

    @Override
    public void malformed(Gateway gateway, String problem) {
      counted.add("malformed");
    }

    @Override
    public void forged(Gateway gateway) {
      counted.add("forged");
    }

    @Override
    public void unproven(Gateway gateway) {
      counted.add("unproven");
    }

    @Override
    public void unexpectedCode(Gateway gateway, int code) {
      counted.add("unexpected " + code);
    }

    @Override
    public void duplicate(Gateway gateway, boolean answered) {
      counted.add(answered ? "duplicate answered" : "duplicate in work");
    }

    @Override
    public void statusLimited(Gateway gateway) {
      counted.add("status limited");
    }

    @Override
    public void discarded(Gateway gateway) {
      counted.add("discarded");
    }

    @Override
    public void failed(Gateway gateway, Throwable problem) {
      counted.add("failed");
    }
  }

  private static Packet request(int code, Octets authenticator, Attribute... attributes) {
    return new Packet(code, 7, authenticator, List.of(attributes));
  }

  private static Octets proven(Packet packet, SharedSecret secret) {
    return PacketCodec.encodeRequest(packet, secret);
  }

  /// Without Message-Authenticator.
  private static Octets plain(int code, Attribute... attributes) {
    byte[] proven = proven(request(code, ONE, attributes), SECRET).toArray();
    var octets = new byte[proven.length - 18];
    System.arraycopy(proven, 0, octets, 0, 20);
    System.arraycopy(proven, 38, octets, 20, proven.length - 38);
    octets[2] = (byte) (octets.length >> 8);
    octets[3] = (byte) octets.length;
    return Octets.copyOf(octets);
  }

  private void receive(Octets octets) {
    receive(octets, SOURCE);
  }

  private void receive(Octets octets, InetSocketAddress source) {
    var way =
        new Received.WayBack() {
          @Override
          public void send(Octets reply) {
            replies.add(reply);
          }

          @Override
          public void later(Duration delay, Runnable action) {
            later.add(action);
          }
        };
    long arrived = System.nanoTime() + (floor.isZero() ? 0 : Duration.ofHours(1).toNanos());
    gate.receive(new Received(octets, source, LOCAL, arrived, way));
    try {
      assertThat(workers.drain(Duration.ofSeconds(30))).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Octets accessRequest() {
    return proven(request(PacketCode.ACCESS_REQUEST, ONE), SECRET);
  }

  private void assertDropped(String why) {
    assertThat(replies).isEmpty();
    assertThat(asked).hasValue(0);
    assertThat(gate.remembered()).isZero();
    assertThat(counted).containsExactly(why);
  }

  @Test
  void aGatewayIsKnownByItsAddressAlone() { // RFC 2865, section 3
    receive(accessRequest(), new InetSocketAddress("203.0.113.10", 4000));
    assertDropped("unknown gateway");
  }

  @ParameterizedTest // RFC 2865, sections 3 and 5
  @CsvSource({
    "01070013", // shorter than 20 octets
    "01070013000000000000000000000000000000aa", // Length below 20
    "01071001000000000000000000000000000000aa", // Length above 4096
    "01070018000000000000000000000000000000aa0100", // Length above what arrived
    "01070016000000000000000000000000000000aa0100", // an attribute of length 0
    "01070016000000000000000000000000000000aa0101", // an attribute of length 1
    "01070016000000000000000000000000000000aa0103" // an attribute that overruns the packet
  })
  void whatIsNoPacketIsDroppedAndCounted(String octets) {
    receive(Octets.hex(octets));
    assertDropped("malformed");
  }

  @Test
  void octetsBehindThePacketAreIgnored() { // RFC 2865, section 3
    receive(Octets.hex(accessRequest() + "00000000"));
    assertThat(replies).hasSize(1);
  }

  @Test
  void
      aForgedPacketIsDroppedAndTouchesNoMemory() { // RFC 3579, section 3.2; RFC 5080, section 2.2.2
    receive(accessRequest());
    receive(proven(request(PacketCode.ACCESS_REQUEST, OTHER), secret("another secret")));
    assertThat(counted).containsExactly("forged");
    receive(accessRequest());
    assertThat(counted).containsExactly("forged", "duplicate answered");
    assertThat(replies).hasSize(2);
    assertThat(asked).hasValue(1);
  }

  @ParameterizedTest // CVE-2024-3596: B2, B3, in the four cases
  @CsvSource({
    "true,  false, false, false",
    "true,  true,  false, false",
    "false, true,  false, true",
    "false, true,  true,  false",
    "false, false, true,  true"
  })
  void aPacketWithoutProofPassesAsTheGatewayAllows(
      boolean require, boolean limit, boolean proxied, boolean passes) {
    requireProof = require;
    limitProxyState = limit;
    var proxyState = new Attribute(AttributeNumber.PROXY_STATE, Octets.hex("aa".repeat(220)));
    receive(
        proxied ? plain(PacketCode.ACCESS_REQUEST, proxyState) : plain(PacketCode.ACCESS_REQUEST));
    assertThat(asked).hasValue(passes ? 1 : 0);
    assertThat(counted.contains("unproven")).isEqualTo(!passes);
  }

  @Test
  void everyReplyBearsItsProofFirst() { // CVE-2024-3596: B1
    requireProof = false;
    receive(plain(PacketCode.ACCESS_REQUEST));
    receive(proven(request(PacketCode.STATUS_SERVER, ONE), SECRET));
    assertThat(replies).hasSize(2);
    for (Octets reply : replies) {
      assertThat(reply.slice(20, 22)).isEqualTo(Octets.hex("5012"));
    }
  }

  @Test
  void theReplyGoesUnderTheSecretThatProvedTheRequest() {
    var request = request(PacketCode.ACCESS_REQUEST, ONE);
    receive(proven(request, PREVIOUS));
    assertThat(PacketCodec.decodeReply(replies.getFirst(), request, PREVIOUS))
        .isInstanceOf(Decoded.Sound.class);
    assertThat(PacketCodec.decodeReply(replies.getFirst(), request, SECRET))
        .isInstanceOf(Decoded.Forged.class);
  }

  @Test
  void aCodeThatIsNotAnsweredHereIsCounted() {
    var request = request(PacketCode.ACCOUNTING_REQUEST, ONE);
    receive(PacketCodec.sign(request.code(), 7, request.attributes(), SECRET).octets());
    assertDropped("unexpected 4");
  }

  @Test
  void aRetransmissionGetsTheVeryOctetsAndIsNotAskedAgain() { // RFC 5080, section 2.2.2
    receive(accessRequest());
    receive(accessRequest());
    assertThat(asked).hasValue(1);
    assertThat(replies).hasSize(2);
    assertThat(replies.getFirst()).isEqualTo(replies.getLast());
  }

  @Test
  void aNewRequestWithTheSameIdentifierTakesTheOldOnesPlace() { // RFC 5080, section 2.2.2
    receive(accessRequest());
    receive(proven(request(PacketCode.ACCESS_REQUEST, OTHER), SECRET));
    assertThat(asked).hasValue(2);
    assertThat(gate.remembered()).isEqualTo(1);
  }

  @Test
  void aRejectIsNotAnsweredFromMemoryBeforeItsFloor() {
    floor = Duration.ofMillis(250);
    receive(accessRequest());
    receive(accessRequest());
    assertThat(replies).isEmpty();
    assertThat(counted).containsExactly("duplicate in work");
    later.forEach(Runnable::run);
    receive(accessRequest());
    assertThat(replies).hasSize(2);
    assertThat(asked).hasValue(1);
  }

  @Test
  void aFailureGivesTheRetransmissionASecondChance() {
    failure = Optional.of(new IllegalStateException("the database is away"));
    receive(accessRequest());
    assertDroppedAfterFailure();
    failure = Optional.empty();
    receive(accessRequest());
    assertThat(replies).hasSize(1);
    assertThat(asked).hasValue(2);
  }

  private void assertDroppedAfterFailure() {
    assertThat(replies).isEmpty();
    assertThat(counted).containsExactly("failed");
    assertThat(gate.remembered()).isZero();
  }

  @Test
  void statusServerIsAnsweredWithoutALogin() { // RFC 5997, sections 3 and 4.2
    receive(proven(request(PacketCode.STATUS_SERVER, ONE), SECRET));
    assertThat(asked).hasValue(0);
    assertThat(replies).hasSize(1);
    assertThat(replies.getFirst().at(0)).isEqualTo(PacketCode.ACCESS_ACCEPT);
  }

  @Test
  void statusServerNeedsItsProofWhateverTheGatewayAllows() { // RFC 5997, section 3
    requireProof = false;
    receive(plain(PacketCode.STATUS_SERVER));
    assertDropped("unproven");
  }

  @Test
  void statusServerStaysUnansweredWhileNoLoginCouldBeDecided() { // RFC 5997, section 4.2
    serving = false;
    receive(proven(request(PacketCode.STATUS_SERVER, ONE), SECRET));
    assertDropped("discarded");
  }

  @Test
  void statusServerIsAnsweredSoOftenASecondAndNoMore() { // RFC 5997, section 4.2
    for (int i = 0; i < 256; i++) {
      var authenticator = Octets.hex(String.format("%032x", i));
      var packet = new Packet(PacketCode.STATUS_SERVER, i, authenticator, List.of());
      receive(proven(packet, SECRET));
    }
    assertThat(replies).hasSizeBetween(StatusLimit.A_SECOND, 255);
    assertThat(counted).hasSize(256 - replies.size()).containsOnly("status limited");
    assertThat(gate.remembered()).isEqualTo(replies.size());
    receive(accessRequest());
    assertThat(asked).hasValue(1);
  }

  @ParameterizedTest // RFC 2865, sections 3 and 5.33
  @CsvSource({"13, 220, true", "13, 221, false", "15, 100, false"})
  void proxyStatesMustLeaveRoomForAReply(int full, int last, boolean passes) {
    var states = new ArrayList<>(Collections.nCopies(full, proxyState(253)));
    states.add(proxyState(last));
    var packet = request(PacketCode.ACCESS_REQUEST, ONE, states.toArray(Attribute[]::new));
    assertThat(PacketCodec.room(packet) >= Reply.LEAST_ROOM).isEqualTo(passes);
    receive(proven(packet, SECRET));
    assertThat(asked).hasValue(passes ? 1 : 0);
    assertThat(counted.contains("malformed")).isEqualTo(!passes);
  }

  private static Attribute proxyState(int length) {
    return new Attribute(AttributeNumber.PROXY_STATE, Octets.hex("aa".repeat(length)));
  }
}
