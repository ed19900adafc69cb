package dev.postern.cli;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Decoded;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SharedSecret;
import dev.postern.radius.UserPassword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/// A RADIUS server that knows one password and one code, and does not answer the first datagrams
/// that it is told to lose.
final class FakeRadiusServer implements AutoCloseable {
  static final String SECRET = "a-secret-of-20-octets";
  private static final SharedSecret SHARED = new SharedSecret(SecretOctets.utf8(SECRET));

  private final DatagramSocket socket;
  private final String code;
  private final List<Octets> received = new ArrayList<>();
  private int toLose;

  FakeRadiusServer(String code, int toLose) {
    this.code = code;
    this.toLose = toLose;
    try {
      this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  synchronized List<Octets> received() {
    return List.copyOf(received);
  }

  private void serve() {
    try {
      while (true) {
        var datagram = new DatagramPacket(new byte[Packet.LONGEST], Packet.LONGEST);
        socket.receive(datagram);
        Octets octets = Octets.copyOf(datagram.getData(), 0, datagram.getLength());
        if (heard(octets)
            && PacketCodec.decodeRequest(octets, List.of(SHARED)) instanceof Decoded.Sound sound) {
          byte[] reply = reply(sound.packet()).toArray();
          socket.send(new DatagramPacket(reply, reply.length, datagram.getSocketAddress()));
        }
      }
    } catch (IOException _) {
      return; // closed
    }
  }

  private synchronized boolean heard(Octets octets) {
    received.add(octets);
    return toLose-- <= 0;
  }

  private Octets reply(Packet request) {
    String said =
        UserPassword.reveal(
                request.first(AttributeNumber.USER_PASSWORD).orElseThrow(),
                request.authenticator(),
                SHARED)
            .orElseThrow()
            .revealUtf8();
    if (request.has(AttributeNumber.STATE)) {
      return said.equals(code)
          ? answer(PacketCode.ACCESS_ACCEPT, request, List.of(group("vpn")))
          : answer(PacketCode.ACCESS_REJECT, request, List.of());
    }
    if (said.equals("correct-horse" + code)) {
      return answer(PacketCode.ACCESS_ACCEPT, request, List.of());
    }
    return said.equals("correct-horse")
        ? answer(
            PacketCode.ACCESS_CHALLENGE,
            request,
            List.of(
                Attribute.text(AttributeNumber.REPLY_MESSAGE, "Enter token code"),
                Attribute.text(AttributeNumber.STATE, "0123456789abcdef")))
        : answer(PacketCode.ACCESS_REJECT, request, List.of());
  }

  private static Attribute group(String name) {
    return Attribute.vendor(12356, 1, Octets.utf8(name));
  }

  private static Octets answer(int code, Packet request, List<Attribute> attributes) {
    return PacketCodec.encodeReply(code, attributes, request, SHARED);
  }

  @Override
  public void close() {
    socket.close();
  }
}
