package dev.postern.testing;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Decoded.Sound;
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
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A gateway with one socket, which asks one thing at a time: of any server, and with the very
/// octets again if it is told to. It takes no reply that is not proven. Many at once are many of
/// these.
public final class FakeNas implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final SecureRandom random = new SecureRandom();
  private final SharedSecret secret;
  private final DatagramSocket socket;
  private int identifier = random.nextInt(256);

  /// A request, and its octets as they were sent.
  public record Request(Packet packet, Octets octets) {}

  public FakeNas(SharedSecret secret) {
    this(secret, LOOPBACK);
  }

  /// One that asks from this address.
  public FakeNas(SharedSecret secret, InetAddress address) {
    this.secret = secret;
    try {
      this.socket = new DatagramSocket(0, address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An Access-Request with the password, and what else is given.
  public Request login(String user, String password, Attribute... more) {
    byte[] authenticator = new byte[16];
    random.nextBytes(authenticator);
    var proof = Octets.copyOf(authenticator);
    var attributes = new ArrayList<Attribute>();
    attributes.add(Attribute.text(AttributeNumber.USER_NAME, user));
    attributes.add(
        new Attribute(
            AttributeNumber.USER_PASSWORD,
            UserPassword.hide(SecretOctets.utf8(password), proof, secret)));
    attributes.addAll(List.of(more));
    identifier = (identifier + 1) % 256;
    var packet = new Packet(PacketCode.ACCESS_REQUEST, identifier, proof, attributes);
    return new Request(packet, PacketCodec.encodeRequest(packet, secret));
  }

  /// The Access-Request that answers a challenge.
  public Request answer(Packet challenge, String user, String code, Attribute... more) {
    var attributes = new ArrayList<>(List.of(more));
    var state = challenge.first(AttributeNumber.STATE).orElseThrow();
    attributes.add(new Attribute(AttributeNumber.STATE, state));
    return login(user, code, attributes.toArray(Attribute[]::new));
  }

  /// Sends the request once and waits for the reply of that server.
  public Optional<Packet> ask(Request request, InetSocketAddress server, Duration patience) {
    send(request, server);
    return reply(request, server, patience);
  }

  public void send(Request request, InetSocketAddress server) {
    byte[] octets = request.octets().toArray();
    try {
      socket.send(new DatagramPacket(octets, octets.length, server));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits for the reply of that server; what others send, or what is not proven, is not taken.
  public Optional<Packet> reply(Request request, InetSocketAddress server, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    var received = new DatagramPacket(new byte[Packet.LONGEST], Packet.LONGEST);
    try {
      for (long left = patience.toNanos(); left > 0; left = end - System.nanoTime()) {
        socket.setSoTimeout((int) Math.max(1, left / 1_000_000));
        socket.receive(received);
        var octets = Octets.copyOf(received.getData(), 0, received.getLength());
        if (received.getSocketAddress().equals(server)
            && PacketCodec.decodeReply(octets, request.packet(), secret)
                instanceof Sound(Packet reply, var _, boolean authenticated)
            && authenticated) {
          return Optional.of(reply);
        }
      }
      return Optional.empty();
    } catch (SocketTimeoutException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
