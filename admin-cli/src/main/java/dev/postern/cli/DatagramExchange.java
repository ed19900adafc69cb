package dev.postern.cli;

import dev.postern.octets.Octets;
import dev.postern.radius.Decoded;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SharedSecret;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Sends a request and waits for its reply as a gateway does: the same octets again when none came
/// in time (RFC 5080, section 2.2.1), and no heed to what the secret does not prove.
final class DatagramExchange implements RadiusExchange {
  private static final int FORGERIES = 100;

  private final DatagramSocket socket;
  private final SharedSecret secret;
  private final Duration patience;
  private final int tries;
  private final InstantSource clock;

  /// @param patience how long one try waits
  DatagramExchange(
      InetSocketAddress server,
      SharedSecret secret,
      Duration patience,
      int tries,
      InstantSource clock)
      throws IOException {
    this.socket = new DatagramSocket();
    this.socket.connect(server); // so that nobody else's datagrams arrive
    this.secret = secret;
    this.patience = patience;
    this.tries = tries;
    this.clock = clock;
  }

  @Override
  public Outcome ask(Packet request) throws IOException {
    byte[] octets = PacketCodec.encodeRequest(request, secret).toArray();
    Instant first = clock.instant();
    int unproven = 0;
    try {
      for (int attempt = 1; attempt <= tries; attempt++) {
        socket.send(new DatagramPacket(octets, octets.length));
        Instant deadline = clock.instant().plus(patience);
        Optional<Octets> received = receive(deadline);
        while (received.isPresent() && unproven < FORGERIES) {
          Octets reply = received.get();
          if (PacketCodec.decodeReply(reply, request, secret) instanceof Decoded.Sound sound) {
            Duration after = Duration.between(first, clock.instant());
            return new Outcome.Answered(
                sound.packet(), sound.authenticated(), reply.length(), after, attempt);
          }
          unproven++;
          received = receive(deadline);
        }
      }
    } catch (PortUnreachableException _) {
      return new Outcome.NobodyThere();
    }
    return new Outcome.Silent(unproven);
  }

  /// The next datagram, if one comes before the deadline.
  private Optional<Octets> receive(Instant deadline) throws IOException {
    long left = Duration.between(clock.instant(), deadline).toMillis();
    if (left <= 0) {
      return Optional.empty();
    }
    socket.setSoTimeout((int) left);
    var datagram = new DatagramPacket(new byte[Packet.LONGEST], Packet.LONGEST);
    try {
      socket.receive(datagram);
    } catch (SocketTimeoutException _) {
      return Optional.empty();
    }
    return Optional.of(Octets.copyOf(datagram.getData(), 0, datagram.getLength()));
  }

  @Override
  public void close() {
    socket.close();
  }
}
