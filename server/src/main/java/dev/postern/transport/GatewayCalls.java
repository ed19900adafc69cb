package dev.postern.transport;

import dev.postern.octets.Octets;
import dev.postern.radius.Decoded.Sound;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SharedSecret;
import dev.postern.radius.SignedRequest;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/// Asks gateways something over UDP: the same octets up to three times (RFC 5176, section 2.3),
/// each from a socket of its own, so that no two requests can be taken for each other. Blocks;
/// whoever calls bounds how many do.
public final class GatewayCalls {
  private static final int TIMES = 3;

  private final long waitNanos;

  /// `wait` is how long an answer is waited for each time.
  public GatewayCalls(Duration wait) {
    this.waitNanos = wait.toNanos();
  }

  /// The first reply that is proven; what else comes in is ignored. Empty if none came.
  public Optional<Packet> ask(
      InetSocketAddress gateway, SignedRequest request, SharedSecret secret) {
    try (var socket = new DatagramSocket()) {
      socket.connect(gateway); // takes nothing from elsewhere
      byte[] octets = request.octets().toArray();
      for (int i = 0; i < TIMES; i++) {
        socket.send(new DatagramPacket(octets, octets.length));
        var reply = reply(socket, request.packet(), secret);
        if (reply.isPresent()) {
          return reply;
        }
      }
    } catch (IOException _) {
      return Optional.empty(); // there is no way there, which is as good as no answer
    }
    return Optional.empty();
  }

  private Optional<Packet> reply(DatagramSocket socket, Packet request, SharedSecret secret)
      throws IOException {
    var received = new DatagramPacket(new byte[Packet.LONGEST], Packet.LONGEST);
    long end = System.nanoTime() + waitNanos;
    for (long left = waitNanos; left > 0; left = end - System.nanoTime()) {
      socket.setSoTimeout((int) Math.max(1, left / 1_000_000));
      try {
        socket.receive(received);
      } catch (SocketTimeoutException | PortUnreachableException _) {
        continue; // nobody there yet, perhaps: the next time may find somebody
      }
      var octets = Octets.copyOf(received.getData(), 0, received.getLength());
      if (PacketCodec.decodeReply(octets, request, secret) instanceof Sound(Packet reply, _, _)) {
        return Optional.of(reply);
      }
    }
    return Optional.empty();
  }
}
