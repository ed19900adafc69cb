package dev.postern.radius;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.List;

/// Whatever comes from the network is read or refused, never thrown at; and what was read as a
/// request is answered with a packet that the other side reads.
class PacketCodecFuzzTest {
  private static final SharedSecret SECRET = new SharedSecret(SecretOctets.utf8("testing123"));
  private static final Packet ASKED =
      new Packet(
          PacketCode.ACCESS_REQUEST,
          7,
          Octets.hex("0f403f9473978057bd83d5cb98f4227a"),
          List.of(Attribute.text(AttributeNumber.USER_NAME, "nemo")));

  @FuzzTest(maxDuration = "5s")
  void octetsAreAPacketOrAreRefused(byte[] octets) {
    var received = Octets.copyOf(octets);
    if (PacketCodec.decodeRequest(received, List.of(SECRET)) instanceof Decoded.Sound sound) {
      read(sound.packet());
      answered(sound.packet());
    }
    if (PacketCodec.decodeReply(received, ASKED, SECRET) instanceof Decoded.Sound sound) {
      read(sound.packet());
    }
  }

  private static void read(Packet packet) {
    for (Attribute attribute : packet.attributes()) {
      assertThat(attribute.ofVendor()).allMatch(sub -> sub.value().length() <= 247);
    }
    packet
        .first(AttributeNumber.USER_PASSWORD)
        .flatMap(hidden -> UserPassword.reveal(hidden, packet.authenticator(), SECRET))
        .ifPresent(password -> assertThat(password.length()).isLessThanOrEqualTo(128));
  }

  private static void answered(Packet request) {
    if (PacketCodec.room(request) < 0) {
      return;
    }
    var reply = PacketCodec.encodeReply(PacketCode.ACCESS_REJECT, List.of(), request, SECRET);
    assertThat(PacketCodec.decodeReply(reply, request, SECRET)).isInstanceOf(Decoded.Sound.class);
  }
}
