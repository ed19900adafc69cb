package dev.postern.cli;

import dev.postern.mschap.ChapProof;
import dev.postern.mschap.MppeKeys;
import dev.postern.mschap.MsChapError;
import dev.postern.mschap.MsChapProof;
import dev.postern.mschap.MsChapReply;
import dev.postern.mschap.MsChapV2Proof;
import dev.postern.mschap.MsChapV2Success;
import dev.postern.mschap.NtHash;
import dev.postern.mschap.PasswordProof;
import dev.postern.mschap.ProofAttributes;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Decoded;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.Salts;
import dev.postern.radius.SharedSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// A RADIUS server that knows one password and one code, and does not answer the first datagrams
/// that it is told to lose.
final class FakeRadiusServer implements AutoCloseable {
  static final String SECRET = "a-secret-of-20-octets";

  /// What it says of itself to whoever began by MS-CHAPv2.
  enum Manner {
    HONEST,
    LYING,
    SILENT
  }

  private static final String PASSWORD = "correct-horse";
  private static final SharedSecret SHARED = new SharedSecret(SecretOctets.utf8(SECRET));

  private final DatagramSocket socket;
  private final String code;
  private final Manner manner;
  private final List<Octets> received = new ArrayList<>();
  private int toLose;
  private PasswordProof begun = new PasswordProof.None("nothing yet");

  FakeRadiusServer(String code, int toLose) {
    this(code, toLose, Manner.HONEST);
  }

  FakeRadiusServer(String code, int toLose, Manner manner) {
    this.code = code;
    this.toLose = toLose;
    this.manner = manner;
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
    PasswordProof proof = ProofAttributes.read(request, SHARED);
    if (request.has(AttributeNumber.STATE)) {
      return shows(proof, code) ? accept(request) : answer(PacketCode.ACCESS_REJECT, request);
    }
    begun = proof;
    if (shows(proof, PASSWORD + code)) {
      return accept(request);
    }
    return shows(proof, PASSWORD)
        ? answer(
            PacketCode.ACCESS_CHALLENGE,
            request,
            Attribute.text(AttributeNumber.REPLY_MESSAGE, "Enter token code"),
            Attribute.text(AttributeNumber.STATE, "0123456789abcdef"))
        : answer(PacketCode.ACCESS_REJECT, request, error());
  }

  private static boolean shows(PasswordProof proof, String password) {
    var octets = SecretOctets.utf8(password);
    return switch (proof) {
      case PasswordProof.Plain(SecretOctets plain) -> plain.equals(octets);
      case ChapProof chap -> chap.madeWith(octets);
      case MsChapProof msChap -> msChap.madeWith(NtHash.of(octets));
      case MsChapV2Proof msChapV2 -> msChapV2.madeWith(NtHash.of(octets)).isPresent();
      case PasswordProof.None _ -> false;
    };
  }

  /// What MS-CHAPv2 wants in return is hidden under the request that is answered, though an earlier
  /// one began the login.
  private Octets accept(Packet request) {
    var attributes = new ArrayList<>(List.of(group("vpn")));
    if (begun instanceof MsChapV2Proof proof) {
      var success =
          Stream.of(PASSWORD, PASSWORD + code)
              .flatMap(it -> proof.madeWith(NtHash.of(SecretOctets.utf8(it))).stream())
              .findFirst()
              .orElseThrow();
      if (manner != Manner.SILENT) {
        attributes.add(MsChapReply.success(proof.identifier(), told(success)));
        attributes.addAll(
            MsChapReply.keys(told(success).keys(), request, SHARED, new Salts(new Random(7))));
      }
    }
    return PacketCodec.encodeReply(PacketCode.ACCESS_ACCEPT, attributes, request, SHARED);
  }

  private MsChapV2Success told(MsChapV2Success success) {
    var keys = success.keys();
    return switch (manner) {
      case HONEST, SILENT -> success;
      case LYING ->
          new MsChapV2Success(
              SecretOctets.utf8("S=" + "0".repeat(40)), new MppeKeys(keys.receive(), keys.send()));
    };
  }

  private Attribute error() {
    return MsChapReply.error(7, new MsChapError(648, false, Octets.empty(), ""));
  }

  private static Attribute group(String name) {
    return Attribute.vendor(12356, 1, Octets.utf8(name));
  }

  private static Octets answer(int code, Packet request, Attribute... attributes) {
    return PacketCodec.encodeReply(code, List.of(attributes), request, SHARED);
  }

  @Override
  public void close() {
    socket.close();
  }
}
