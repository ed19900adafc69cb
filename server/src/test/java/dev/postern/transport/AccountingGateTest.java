package dev.postern.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.Gateway;
import dev.postern.gateway.GatewayPolicy;
import dev.postern.gateway.GatewayRequest;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Decoded.Sound;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.Reply;
import dev.postern.radius.SharedSecret;
import dev.postern.radius.SignedRequest;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The gate before a handler of accounting.
class AccountingGateTest {
  private static final SharedSecret SECRET = secret("the present secret of vpn-1");
  private static final InetSocketAddress LOCAL = new InetSocketAddress("192.0.2.1", 1813);
  private static final InetSocketAddress SOURCE = new InetSocketAddress("203.0.113.9", 4000);
  private static final Gateway GATEWAY =
      new Gateway(
          "vpn-1",
          SECRET,
          null,
          Instant.MIN,
          true, // Message-Authenticator is required, of Access-Requests
          true,
          GatewayPolicy.DEFAULT,
          List.of());

  /// Stores unless it can't.
  private final class Storing implements RequestHandler {
    @Override
    public boolean answers(int code) {
      return code == PacketCode.ACCOUNTING_REQUEST;
    }

    @Override
    public int statusReply() {
      return PacketCode.ACCOUNTING_RESPONSE;
    }

    @Override
    public Optional<Reply> answer(GatewayRequest request) {
      stored++;
      return away
          ? Optional.empty()
          : Optional.of(new Reply(PacketCode.ACCOUNTING_RESPONSE, List.of(), Duration.ZERO));
    }
  }

  private final List<Octets> replies = new ArrayList<>();
  private final Workers workers = new Workers(16);
  private int stored;
  private boolean away;
  private final RequestGate gate =
      new RequestGate(
          _ -> Optional.of(GATEWAY),
          new Storing(),
          workers,
          TransportSettings.DEFAULT,
          new GateClock(() -> Instant.EPOCH, System::nanoTime),
          () -> true,
          GateMeter.NONE);

  private static SharedSecret secret(String text) {
    return new SharedSecret(SecretOctets.utf8(text));
  }

  private static SignedRequest start(SharedSecret secret) {
    return PacketCodec.sign(
        PacketCode.ACCOUNTING_REQUEST,
        7,
        List.of(
            Attribute.text(AttributeNumber.ACCT_SESSION_ID, "0a0b"),
            Attribute.text(AttributeNumber.PROXY_STATE, "here")),
        secret);
  }

  private void receive(Octets octets) {
    var way =
        new Received.WayBack() {
          @Override
          public void send(Octets reply) {
            replies.add(reply);
          }

          @Override
          public void later(Duration delay, Runnable action) {
            throw new AssertionError("accounting is answered at once");
          }
        };
    gate.receive(new Received(octets, SOURCE, LOCAL, System.nanoTime(), way));
    try {
      assertThat(workers.drain(Duration.ofSeconds(30))).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anAccountingRequestIsProvenByItsAuthenticatorAlone() { // RFC 5080, section 2.3.3
    receive(start(secret("another secret")).octets());
    assertThat(stored).isZero();
    assertThat(replies).isEmpty();
    var start = start(SECRET);
    receive(start.octets());
    assertThat(stored).isEqualTo(1);
    assertThat(PacketCodec.decodeReply(replies.getFirst(), start.packet(), SECRET))
        .isInstanceOfSatisfying(
            Sound.class,
            sound -> {
              assertThat(sound.packet().code()).isEqualTo(PacketCode.ACCOUNTING_RESPONSE);
              assertThat(sound.packet().text(AttributeNumber.PROXY_STATE)).isEqualTo("here");
            });
  }

  @Test
  void aRetransmissionIsAnsweredWithoutStoringItAgain() { // RFC 5080, section 2.2.2
    receive(start(SECRET).octets());
    receive(start(SECRET).octets());
    assertThat(stored).isEqualTo(1);
    assertThat(replies).hasSize(2).containsOnly(replies.getFirst());
  }

  @Test
  void whatCouldNotBeStoredIsNotAnsweredAndTriedAgain() { // RFC 2866, section 4.2
    away = true;
    receive(start(SECRET).octets());
    assertThat(replies).isEmpty();
    away = false;
    receive(start(SECRET).octets());
    assertThat(replies).hasSize(1);
  }

  @Test
  void nobodyLogsInHereAndStatusServerIsAnsweredAsAccountingIs() { // RFC 5997, section 3
    receive(proven(PacketCode.ACCESS_REQUEST));
    assertThat(replies).isEmpty();
    receive(proven(PacketCode.STATUS_SERVER));
    assertThat(replies.getFirst().at(0)).isEqualTo(PacketCode.ACCOUNTING_RESPONSE);
    assertThat(stored).isZero();
  }

  private static Octets proven(int code) {
    var packet = new Packet(code, 8, Octets.hex("01".repeat(16)), List.of());
    return PacketCodec.encodeRequest(packet, SECRET);
  }
}
