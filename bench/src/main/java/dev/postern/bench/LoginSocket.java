package dev.postern.bench;

import dev.postern.octets.Octets;
import dev.postern.radius.Decoded;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SharedSecret;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// One socket of a gateway: up to 256 requests under way, told apart by their identifiers. A thread
/// of its own takes what comes back, for as long as the socket is open.
final class LoginSocket implements AutoCloseable {
  /// How long after it was due a login was answered, and whether it was let in.
  record Answer(boolean accepted, long nanos) {}

  private record Asked(Packet request, long due) {}

  private final DatagramSocket socket = new DatagramSocket();
  private final ConcurrentHashMap<Integer, Asked> asked = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final SharedSecret secret;

  LoginSocket(InetSocketAddress server, SharedSecret secret) throws IOException {
    this.secret = secret;
    socket.connect(server);
    Thread.ofPlatform().name("answers").daemon().start(this::receive);
  }

  void send(Packet request, long due) throws IOException {
    byte[] octets = PacketCodec.encodeRequest(request, secret).toArray();
    asked.put(request.identifier(), new Asked(request, due));
    socket.send(new DatagramPacket(octets, octets.length));
  }

  private void receive() {
    var packet = new DatagramPacket(new byte[Packet.LONGEST], Packet.LONGEST);
    try {
      while (true) {
        packet.setLength(Packet.LONGEST);
        socket.receive(packet);
        long now = System.nanoTime();
        take(Octets.copyOf(packet.getData(), 0, packet.getLength()), now);
      }
    } catch (IOException _) {
      // closed, which is how it ends
    }
  }

  private void take(Octets received, long now) {
    if (received.length() < Packet.SHORTEST) {
      return;
    }
    Asked one = asked.remove(received.at(1));
    if (one != null
        && PacketCodec.decodeReply(received, one.request, secret)
            instanceof Decoded.Sound(Packet reply, var _, boolean _)) {
      answers.add(new Answer(reply.code() == PacketCode.ACCESS_ACCEPT, now - one.due));
    }
  }

  List<Answer> answers() {
    return List.copyOf(answers);
  }

  @Override
  public void close() {
    socket.close();
  }
}
