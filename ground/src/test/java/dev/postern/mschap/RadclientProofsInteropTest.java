package dev.postern.mschap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Decoded;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SharedSecret;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// FreeRADIUS' radclient shows a password by PAP, CHAP and MS-CHAP, and we read what it made. (It
/// knows no MS-CHAPv2; there, FreeRADIUS reads what we made.)
@Tag("interop")
@Timeout(60)
class RadclientProofsInteropTest {
  private static final Path RADCLIENT = Path.of("/usr/bin/radclient");
  private static final SharedSecret SECRET = new SharedSecret(SecretOctets.utf8("testing123"));
  private static final SecretOctets PASSWORD = SecretOctets.utf8("pässwörd€");
  private static final SecretOctets ANOTHER = SecretOctets.utf8("password");

  /// On a machine of ours without radclient these tests are left out; CI must have it.
  @BeforeAll
  static void isThere() {
    boolean there = Files.isExecutable(RADCLIENT);
    assumeTrue(
        there || "true".equals(System.getenv("CI")),
        "no " + RADCLIENT + ": install freeradius-utils to test against it");
    assertThat(there).as("CI has " + RADCLIENT).isTrue();
  }

  @Test
  void itsPasswordIsRead() throws IOException {
    assertThat(shown("User-Password")).isEqualTo(new PasswordProof.Plain(PASSWORD));
  }

  @Test
  void itsChapIsRight() throws IOException {
    assertThat(shown("CHAP-Password"))
        .isInstanceOfSatisfying(
            ChapProof.class,
            proof -> {
              assertThat(proof.madeWith(PASSWORD)).isTrue();
              assertThat(proof.madeWith(ANOTHER)).isFalse();
            });
  }

  @Test
  void itsMsChapIsRight() throws IOException {
    assertThat(shown("MS-CHAP-Password", "clientPass"))
        .isInstanceOfSatisfying(
            MsChapProof.class,
            proof -> {
              assertThat(proof.madeWith(NtHash.of(SecretOctets.utf8("clientPass")))).isTrue();
              assertThat(proof.madeWith(NtHash.of(ANOTHER))).isFalse();
            });
  }

  private static PasswordProof shown(String attribute) throws IOException {
    return shown(attribute, PASSWORD.revealUtf8());
  }

  private static PasswordProof shown(String attribute, String password) throws IOException {
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      var address = "127.0.0.1:" + socket.getLocalPort();
      var radclient =
          new ProcessBuilder(RADCLIENT.toString(), "-r", "1", address, "auth", "testing123")
              .redirectErrorStream(true)
              .start();
      try (var in = radclient.outputWriter(StandardCharsets.UTF_8)) {
        in.write("User-Name = \"jdoe\", " + attribute + " = \"" + password + "\"\n");
      }
      Packet request = accept(socket);
      String said = new String(radclient.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said).contains("Access-Accept");
      return ProofAttributes.read(request, SECRET);
    }
  }

  private static Packet accept(DatagramSocket socket) throws IOException {
    var datagram = new DatagramPacket(new byte[Packet.LONGEST], Packet.LONGEST);
    socket.receive(datagram);
    var octets = Octets.copyOf(datagram.getData(), 0, datagram.getLength());
    var sound = (Decoded.Sound) PacketCodec.decodeRequest(octets, List.of(SECRET));
    byte[] reply =
        PacketCodec.encodeReply(PacketCode.ACCESS_ACCEPT, List.of(), sound.packet(), SECRET)
            .toArray();
    socket.send(new DatagramPacket(reply, reply.length, datagram.getSocketAddress()));
    return sound.packet();
  }
}
