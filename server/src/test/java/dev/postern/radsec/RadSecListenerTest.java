package dev.postern.radsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.octets.Octets;
import dev.postern.transport.Distrust;
import dev.postern.transport.Received;
import dev.postern.transport.TransportFailed;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections that are whole, and how they end.
class RadSecListenerTest extends RadSecStage {
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aGatewayIsKnownByItsCertificateAndAnswered(String version) { // RFC 6614, sections 2.3, 2.4
    gate =
        (connected, got) -> {
          seen.add(connected.gateway().name() + " asks");
          got.wayBack().send(got.octets());
        };
    listen(WIDE);
    try (var peer = connect(fw1, version)) {
      peer.send(PACKET);
      assertThat(peer.receive()).containsExactly(PACKET);
    }
    assertThat(next()).isEqualTo("opened fw1");
    assertThat(next()).isEqualTo("fw1 asks");
    assertThat(next()).isEqualTo("fw1 ended: by the gateway");
  }

  @Test
  void badFramingEndsItsConnectionAndNoOther() { // RFC 6613, section 2.6.4
    listen(WIDE);
    try (var good = connect(fw1);
        var bad = connect(fw2)) {
      good.send(PACKET);
      assertThat(good.receive()).hasSize(1);
      bad.send(Octets.hex("ffff0003" + "00".repeat(100)));
      assertThat(bad.receive()).isEmpty();
      good.send(PACKET);
      assertThat(good.receive()).hasSize(1);
    }
    assertThat(List.of(next(), next(), next(), next())).contains("fw2 ended: framing");
  }

  @Test
  void garbageForAWhileChangesNothingForAnotherConnection() {
    gate =
        (connected, got) -> {
          if (connected.gateway().name().equals("fw2")) {
            got.wayBack().distrust(Distrust.MALFORMED);
          } else {
            got.wayBack().send(got.octets());
          }
        };
    listen(new RadSecLimits(20, 20, 20, 80, MINUTE, MINUTE, MINUTE, 4));
    try (var good = connect(fw1)) {
      for (int i = 0; i < 50; i++) {
        try (var bad = connect(fw2)) {
          bad.send(Octets.hex("01070016" + "00".repeat(16) + "0100"));
          assertThat(bad.receive()).isEmpty();
        }
        good.send(PACKET);
        assertThat(good.receive()).containsExactly(PACKET);
      }
    }
  }

  @Test
  void whoIsSilentForTooLongIsLeft() {
    listen(new RadSecLimits(20, 20, 20, 20, MINUTE, MINUTE, SECOND, 4));
    try (var peer = connect(fw1)) {
      assertThat(peer.receive()).isEmpty();
    }
    assertThat(next()).isEqualTo("opened fw1");
    assertThat(next()).isEqualTo("fw1 ended: idle");
  }

  @Test
  void aPacketThatDoesNotComeToItsEndClosesItsConnection() {
    listen(new RadSecLimits(20, 20, 20, 20, MINUTE, SECOND, MINUTE, 4));
    try (var peer = connect(fw1)) {
      peer.send(PACKET.slice(0, 10));
      assertThat(peer.receive()).isEmpty();
    }
    assertThat(next()).isEqualTo("opened fw1");
    assertThat(next()).isEqualTo("fw1 ended: too slow");
  }

  @Test
  void aConnectionHasOnlySoManyPlacesAndKnowsWhenItIsGone() throws InterruptedException {
    gate = (_, _) -> {};
    listen(WIDE);
    Received got;
    try (var peer = connect(fw1)) {
      peer.send(PACKET);
      got = Objects.requireNonNull(received.poll(30, TimeUnit.SECONDS));
      for (int i = 0; i < 4; i++) {
        assertThat(got.wayBack().takePlace()).isTrue();
      }
      assertThat(got.wayBack().takePlace()).isFalse();
      got.wayBack().givePlace();
      assertThat(got.wayBack().takePlace()).isTrue();
      assertThat(got.wayBack().gone()).isFalse();
    }
    assertThat(next()).isEqualTo("opened fw1");
    assertThat(next()).isEqualTo("fw1 ended: by the gateway");
    assertThat(got.wayBack().gone()).isTrue();
    got.wayBack().send(PACKET); // costs nothing
  }

  @Test
  void aNewCrlEndsTheConnectionsThatItRevokesAndNoOther() {
    var listening = listen(WIDE);
    try (var one = connect(fw1);
        var two = connect(fw2)) {
      assertThat(List.of(next(), next())).contains("opened fw1", "opened fw2");
      revoke(fw2);
      nanos.addAndGet(MINUTE.toNanos());
      listening.look();
      assertThat(next()).isEqualTo("fw2 ended: untrusted");
      assertThat(two.receive()).isEmpty();
      one.send(PACKET);
      assertThat(one.receive()).hasSize(1);
      assertRefusedNow();
    }
  }

  private void assertRefusedNow() {
    received.clear();
    assertRefused(fw2, "TLSv1.3", "refused: revoked");
  }

  @Test
  void filesThatCantBeReadChangeNothing() throws IOException {
    var listening = listen(WIDE);
    try (var peer = connect(fw1)) {
      assertThat(next()).isEqualTo("opened fw1");
      Files.writeString(folder.resolve("server.pem"), "nonsense");
      nanos.addAndGet(MINUTE.toNanos());
      listening.look();
      peer.send(PACKET);
      assertThat(peer.receive()).hasSize(1);
      try (var other = connect(fw2)) {
        other.send(PACKET);
        assertThat(other.receive()).hasSize(1);
      }
    }
  }

  @Test
  void aGatewayThatWasRemovedIsLeftAtTheNextLookOrPacket() {
    var listening = listen(WIDE);
    try (var one = connect(fw1);
        var two = connect(fw2)) {
      assertThat(List.of(next(), next())).contains("opened fw1", "opened fw2");
      gateways = List.of("fw1");
      listening.look();
      assertThat(two.receive()).isEmpty();
      assertThat(next()).isEqualTo("fw2 ended: no gateway");
      gateways = List.of();
      one.send(PACKET);
      assertThat(one.receive()).isEmpty();
      assertThat(next()).isEqualTo("fw1 ended: no gateway");
    }
  }

  @Test
  void whoeverIsToLeaveAnswersFirst() throws InterruptedException {
    gate = (_, got) -> got.wayBack().takePlace();
    var listening = listen(WIDE);
    try (var busy = connect(fw1);
        var idle = connect(fw2)) {
      busy.send(PACKET);
      var got = Objects.requireNonNull(received.poll(30, TimeUnit.SECONDS));
      assertThat(List.of(next(), next())).contains("opened fw1", "opened fw2");
      var target = target();
      listening.leave();
      assertThat(idle.receive()).isEmpty();
      assertThatThrownBy(() -> new Socket(target.getAddress(), target.getPort()).close())
          .isInstanceOf(IOException.class);
      got.wayBack().send(PACKET);
      got.wayBack().givePlace();
      assertThat(busy.receive()).containsExactly(PACKET);
      assertThat(busy.receive()).isEmpty();
    }
  }

  @Test
  void aPortThatIsTakenIsToldOf() {
    int port = listen(WIDE).addresses().getFirst().getPort();
    var first = listener;
    assertThatThrownBy(() -> listen(WIDE, port))
        .isInstanceOf(TransportFailed.class)
        .hasMessageContaining("RadSec")
        .hasMessageContaining("port " + port);
    listener = first;
  }
}
