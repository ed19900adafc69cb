package dev.postern.bench.eap;

import dev.postern.octets.Octets;
import dev.postern.radius.Attribute;
import dev.postern.radius.Decoded;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SharedSecret;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A socket of a gateway that asks one thing after the other, and asks again if it hears nothing.
/// For one thread.
public final class GatewaySocket implements AutoCloseable {
  private static final int WAIT_MILLIS = 2000;
  private static final int TRIES = 3;

  private final DatagramSocket socket = new DatagramSocket();
  private final DatagramPacket received =
      new DatagramPacket(new byte[Packet.LONGEST], Packet.LONGEST);
  private final SharedSecret secret;
  private final RandomGenerator random;
  private int identifier;
  private int resent;

  public GatewaySocket(InetSocketAddress server, SharedSecret secret, RandomGenerator random)
      throws IOException {
    this.secret = secret;
    this.random = random;
    socket.connect(server);
    socket.setSoTimeout(WAIT_MILLIS);
  }

  /// A request, and the reply to it.
  record Exchange(Packet request, Packet reply) {}

  /// Asks, and verifies the reply, which must bear a Message-Authenticator (RFC 3579, section 3.1).
  /// Empty if there is none.
  Optional<Exchange> ask(List<Attribute> attributes) throws IOException {
    byte[] authenticator = new byte[16];
    random.nextBytes(authenticator);
    identifier = (identifier + 1) % 256;
    var request =
        new Packet(PacketCode.ACCESS_REQUEST, identifier, Octets.copyOf(authenticator), attributes);
    byte[] octets = PacketCodec.encodeRequest(request, secret).toArray();
    for (int tries = 0; tries < TRIES; tries++) {
      resent += tries == 0 ? 0 : 1;
      socket.send(new DatagramPacket(octets, octets.length));
      var reply = reply(request);
      if (reply.isPresent()) {
        return reply.map(packet -> new Exchange(request, packet));
      }
    }
    return Optional.empty();
  }

  private Optional<Packet> reply(Packet request) throws IOException {
    try {
      while (true) {
        received.setLength(Packet.LONGEST);
        socket.receive(received);
        var octets = Octets.copyOf(received.getData(), 0, received.getLength());
        if (PacketCodec.decodeReply(octets, request, secret)
            instanceof Decoded.Sound(Packet reply, var _, boolean proven)) {
          if (!proven) {
            throw new IOException("a reply to EAP without Message-Authenticator");
          }
          return Optional.of(reply);
        }
      }
    } catch (SocketTimeoutException _) {
      return Optional.empty();
    }
  }

  SharedSecret secret() {
    return secret;
  }

  /// How many requests were sent again.
  public int resent() {
    return resent;
  }

  @Override
  public void close() {
    socket.close();
  }
}
