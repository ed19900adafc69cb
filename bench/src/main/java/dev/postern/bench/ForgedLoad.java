package dev.postern.bench;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SharedSecret;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/// Packets as somebody sends them who does not know the secret but sits at the gateway's own
/// address, which is the dearest case for the server: it must compute the Message-Authenticator to
/// see that it is wrong. From several sockets, so that each of the server's has its share.
final class ForgedLoad implements AutoCloseable {
  private static final int SOCKETS = 16;

  private final Octets octets = forged();
  private final List<DatagramSocket> sockets = new ArrayList<>();
  private final int rate;
  private volatile boolean closed;
  private volatile long sent;

  private ForgedLoad(int rate) {
    this.rate = rate;
  }

  /// Starts sending, until it is closed.
  static ForgedLoad start(InetSocketAddress server, int rate) throws IOException {
    var load = new ForgedLoad(rate);
    for (int i = 0; i < SOCKETS; i++) {
      var socket = new DatagramSocket();
      socket.connect(server);
      load.sockets.add(socket);
    }
    Thread.ofPlatform().name("flood").daemon().start(load::send);
    return load;
  }

  private static Octets forged() {
    var random = new byte[16];
    new SecureRandom().nextBytes(random);
    var request =
        new Packet(
            PacketCode.ACCESS_REQUEST,
            0,
            Octets.copyOf(random),
            List.of(
                Attribute.text(AttributeNumber.USER_NAME, new BenchUser(0).name()),
                new Attribute(AttributeNumber.USER_PASSWORD, Octets.copyOf(random)),
                Attribute.text(AttributeNumber.NAS_IDENTIFIER, "bench")));
    return PacketCodec.encodeRequest(
        request, new SharedSecret(SecretOctets.utf8("not what the gateway shares")));
  }

  private void send() {
    var pace = new Pace(rate);
    byte[] bytes = octets.toArray();
    try {
      for (long number = 0; !closed; number++) {
        pace.await(number);
        bytes[1] = (byte) number;
        sockets.get((int) (number % SOCKETS)).send(new DatagramPacket(bytes, bytes.length));
        sent = number + 1;
      }
    } catch (IOException _) {
      // closed in the midst of it
    }
  }

  /// How many were sent so far.
  long sent() {
    return sent;
  }

  @Override
  public void close() {
    closed = true;
    sockets.forEach(DatagramSocket::close);
  }
}
