package dev.postern.radsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.gateway.Certified;
import dev.postern.testing.Authority;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who does not get in, and why.
class RadSecRefusalTest extends RadSecStage {
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void whoShowsNoCertificateIsRefused(String version) {
    listen(WIDE);
    assertRefused(null, version, "refused: no certificate");
  }

  @Test
  void aCertificateOfAnotherCaIsRefused() {
    listen(WIDE);
    var other = Authority.root("another", now).client(Authority.dns("fw1.example.org"));
    assertRefused(other, "TLSv1.2", "refused: unknown ca");
  }

  @Test
  void aCertificateThatExpiredIsRefused() {
    listen(WIDE);
    var old = authority.client(now.minusSeconds(1), "EC", Authority.dns("fw1.example.org"));
    assertRefused(old, "TLSv1.3", "refused: out of date");
  }

  @Test
  void aServersCertificateIsNoGateways() {
    listen(WIDE);
    assertRefused(authority.server("fw1.example.org", "EC"), "TLSv1.3", "refused: unfit");
  }

  @Test
  void aRevokedCertificateIsRefused() {
    revoke(fw1);
    listen(WIDE);
    assertRefused(fw1, "TLSv1.3", "refused: revoked");
  }

  @Test
  void aNameThatIsNoGatewaysIsRefused() {
    listen(WIDE);
    var stranger = authority.client(Authority.dns("fw9.example.org"));
    assertRefused(stranger, "TLSv1.3", "refused: unknown name");
    assertRefused(authority.client(), "TLSv1.3", "refused: unknown name");
    elsewhere = new Certified.Elsewhere("fw9");
    assertRefused(stranger, "TLSv1.3", "refused: elsewhere");
    elsewhere = new Certified.Several(List.of("fw8", "fw9"));
    assertRefused(stranger, "TLSv1.3", "refused: several gateways");
  }

  @Test
  void whatIsNoTlsIsRefused() throws IOException {
    listen(WIDE);
    try (var socket = new Socket(target().getAddress(), target().getPort())) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      assertThat(next()).isEqualTo("refused: not tls");
      assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(20);
    }
  }

  @Test
  void aHandshakeThatTakesTooLongEndsAndOthersGoOnMeanwhile() throws IOException {
    listen(new RadSecLimits(20, 20, 20, 8, SECOND, MINUTE, MINUTE, 4));
    try (var one = new Socket(target().getAddress(), target().getPort());
        var two = new Socket(target().getAddress(), target().getPort())) {
      one.getOutputStream().write(0x16); // the first octet of a record, and no more
      assertThat(next()).isEqualTo("refused: too slow");
      assertThat(next()).isEqualTo("refused: too slow");
      assertThat(one.getInputStream().read()).isEqualTo(-1);
      assertThat(two.getInputStream().read()).isEqualTo(-1);
    }
    try (var peer = connect(fw1)) {
      peer.send(PACKET);
      assertThat(peer.receive()).hasSize(1);
    }
  }

  @Test
  void handshakesAtOnceAreBounded() throws IOException {
    var listening = listen(new RadSecLimits(20, 20, 20, 4, MINUTE, MINUTE, MINUTE, 4));
    try (var one = new Socket(target().getAddress(), target().getPort())) {
      await().until(() -> listening.handshakes() == 1);
      try (var two = new Socket(target().getAddress(), target().getPort())) {
        assertThat(next()).isEqualTo("refused: too many handshakes"); // one address has a quarter
        assertThat(two.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(one.isConnected()).isTrue();
    }
    assertThat(next()).isEqualTo("refused: left");
    try (var peer = connect(fw1)) {
      peer.send(PACKET);
      assertThat(peer.receive()).hasSize(1);
    }
  }

  @Test
  void connectionsOfAGatewayAreBounded() {
    listen(new RadSecLimits(20, 20, 1, 20, MINUTE, MINUTE, MINUTE, 4));
    try (var first = connect(fw1)) {
      assertThat(next()).isEqualTo("opened fw1");
      assertRefused(fw1, "TLSv1.3", "refused: too many of gateway");
      try (var other = connect(fw2)) {
        other.send(PACKET);
        assertThat(other.receive()).hasSize(1);
      }
      first.send(PACKET);
      assertThat(first.receive()).hasSize(1);
    }
  }
}
