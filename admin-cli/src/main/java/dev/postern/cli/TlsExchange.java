package dev.postern.cli;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Decoded;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SharedSecret;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/// Asks over TLS (RFC 6614). Nothing is sent twice, for a connection loses nothing (RFC 6613,
/// section 2.6.1); it is made by the first request.
final class TlsExchange implements RadiusExchange {
  /// RFC 6614, section 2.3.
  static final SharedSecret SECRET = new SharedSecret(SecretOctets.utf8("radsec"));

  private static final int BEGINNING = 4;

  private final SSLSocket socket;
  private final InstantSource clock;

  private TlsExchange(SSLSocket socket, InstantSource clock) {
    this.socket = socket;
    this.clock = clock;
  }

  /// Connects; `name` is what the server's certificate must bear.
  static TlsExchange connect(
      InetSocketAddress server,
      SSLContext context,
      String name,
      Duration patience,
      InstantSource clock)
      throws IOException {
    int millis = Math.toIntExact(patience.toMillis());
    var plain = new Socket();
    try {
      plain.connect(server, millis);
      plain.setSoTimeout(millis);
      var socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, name, server.getPort(), true);
      var parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return new TlsExchange(socket, clock);
    } catch (ConnectException _) {
      plain.close();
      throw CommandFailed.serverAway(
          "nobody listens for RADIUS over TLS at " + text(server),
          "is the server running, and radsec.certificate set?");
    } catch (SSLException e) {
      plain.close();
      throw failed(server, e);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private static CommandFailed failed(InetSocketAddress server, SSLException e) {
    return CommandFailed.serverAway(
        "TLS with " + text(server) + " failed: " + e.getMessage(),
        "the server's log tells what it refuses; --radsec-ca and --radsec-server-name are what we"
            + " expect");
  }

  private static String text(InetSocketAddress server) {
    return server.getAddress().getHostAddress() + " port " + server.getPort();
  }

  @Override
  public Outcome ask(Packet request) throws IOException {
    Instant first = clock.instant();
    try {
      socket.getOutputStream().write(PacketCodec.encodeRequest(request, SECRET).toArray());
      Octets reply = receive();
      return PacketCodec.decodeReply(reply, request, SECRET) instanceof Decoded.Sound sound
          ? new Outcome.Answered(
              sound.packet(),
              sound.authenticated(),
              reply.length(),
              Duration.between(first, clock.instant()),
              1)
          : new Outcome.Silent(1);
    } catch (SocketTimeoutException _) {
      return new Outcome.Silent(0);
    } catch (EOFException _) {
      throw CommandFailed.serverAway(
          "the server closed the connection without an answer", "its log tells why");
    } catch (SSLException e) { // in TLS 1.3 the server judges our certificate after our handshake
      throw failed((InetSocketAddress) socket.getRemoteSocketAddress(), e);
    }
  }

  private Octets receive() throws IOException {
    var in = new DataInputStream(socket.getInputStream());
    var beginning = new byte[BEGINNING];
    in.readFully(beginning);
    int length = (beginning[2] & 0xff) << 8 | (beginning[3] & 0xff);
    var octets = new byte[Math.clamp(length, Packet.SHORTEST, Packet.LONGEST)];
    System.arraycopy(beginning, 0, octets, 0, BEGINNING);
    in.readFully(octets, BEGINNING, octets.length - BEGINNING);
    return Octets.copyOf(octets);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
