package dev.postern.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.octets.Octets;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real sockets on the loopback; the gate sends back what it gets.
class UdpListenerTest {
  private static TransportSettings settings(int port, String... addresses) {
    var usual = TransportSettings.DEFAULT;
    return new TransportSettings(
        List.of(addresses),
        port,
        TransportSettings.OFF,
        2,
        usual.inFlight(),
        usual.remembered(),
        usual.memory(),
        usual.rescan());
  }

  private static UdpListener echo(int port, String... addresses) {
    return UdpListener.open(
        settings(port, addresses), received -> received.wayBack().send(received.octets()));
  }

  /// Says something and hears who answers what.
  private static DatagramPacket ask(InetSocketAddress target, byte[] octets) throws IOException {
    try (var socket = new DatagramSocket(0, target.getAddress())) {
      socket.setSoTimeout(10_000);
      socket.send(new DatagramPacket(octets, octets.length, target));
      var answer = new DatagramPacket(new byte[8192], 8192);
      socket.receive(answer);
      return answer;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1"})
  void theReplyComesFromTheAddressThatWasAsked(String address) throws IOException {
    try (var listener = echo(0, address)) { // RFC 2865, section 3
      var target = listener.addresses().getFirst();
      assertThat(target.getAddress()).isEqualTo(InetAddress.ofLiteral(address));
      assertThat(ask(target, new byte[] {1, 2, 3}).getSocketAddress()).isEqualTo(target);
    }
  }

  @Test
  void theLongestPacketArrivesWhole() throws IOException { // RFC 2865, section 3
    var longest = new byte[4096];
    Arrays.fill(longest, (byte) 0x5a);
    try (var listener = echo(0, "127.0.0.1")) {
      var answer = ask(listener.addresses().getFirst(), longest);
      assertThat(Octets.copyOf(answer.getData(), 0, answer.getLength()))
          .isEqualTo(Octets.copyOf(longest));
    }
  }

  @Test
  void aReplyMayComeLater() throws IOException {
    try (var listener =
        UdpListener.open(
            settings(0, "127.0.0.1"),
            received ->
                received
                    .wayBack()
                    .later(
                        Duration.ofMillis(1), () -> received.wayBack().send(received.octets())))) {
      assertThat(ask(listener.addresses().getFirst(), new byte[] {1}).getLength()).isEqualTo(1);
    }
  }

  @Test
  void aPortIsNotSharedWithASecondServer() {
    try (var first = echo(0, "127.0.0.1")) {
      int port = first.addresses().getFirst().getPort();
      assertThatThrownBy(() -> echo(port, "127.0.0.1").close())
          .isInstanceOf(TransportFailed.class)
          .hasMessageContaining("127.0.0.1 port " + port);
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (var taken = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> echo(port, "127.0.0.1").close())
          .isInstanceOf(TransportFailed.class)
          .hasMessageContaining("127.0.0.1 port " + port);
    }
  }
}
