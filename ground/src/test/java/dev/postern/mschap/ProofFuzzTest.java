package dev.postern.mschap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.mschap.PasswordProof.None;
import dev.postern.mschap.PasswordProof.Plain;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Decoded;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SharedSecret;
import java.util.ArrayList;
import java.util.List;

/// Whatever a request or a reply bears is read or refused, never thrown at; what was read as a
/// proof is none of a password that it was not made with, and is written as it was read.
class ProofFuzzTest {
  private static final SharedSecret SECRET = new SharedSecret(SecretOctets.utf8("testing123"));
  private static final SecretOctets PASSWORD = SecretOctets.utf8("correct-horse");
  private static final NtHash HASH = NtHash.of(PASSWORD);

  @FuzzTest(maxDuration = "5s")
  void aPacketIsReadOrRefused(byte[] octets) {
    var received = Octets.copyOf(octets);
    if (PacketCodec.decodeRequest(received, List.of(SECRET)) instanceof Decoded.Sound sound) {
      PasswordProof proof = ProofAttributes.read(sound.packet(), SECRET);
      assertThat(rightWithoutThePassword(proof)).isFalse();
      assertThat(again(proof, sound.packet())).isEqualTo(proof);
      replyIsRead(sound.packet());
    }
    MsChapError.parse(received.utf8())
        .ifPresent(error -> assertThat(MsChapError.parse(error.text())).isPresent());
  }

  private static boolean rightWithoutThePassword(PasswordProof proof) {
    return switch (proof) {
      case Plain(SecretOctets password) -> password.length() > 128;
      case ChapProof chap -> chap.madeWith(PASSWORD);
      case MsChapProof msChap -> msChap.madeWith(HASH);
      case MsChapV2Proof msChapV2 -> msChapV2.madeWith(HASH).isPresent();
      case None(String problem) -> problem.isEmpty();
    };
  }

  private static PasswordProof again(PasswordProof proof, Packet read) {
    if (proof instanceof None) {
      return proof;
    }
    var attributes = new ArrayList<Attribute>();
    read.first(AttributeNumber.USER_NAME)
        .ifPresent(name -> attributes.add(new Attribute(AttributeNumber.USER_NAME, name)));
    attributes.addAll(ProofAttributes.of(proof, read.authenticator(), SECRET));
    var written = new Packet(read.code(), read.identifier(), read.authenticator(), attributes);
    return ProofAttributes.read(written, SECRET);
  }

  private static void replyIsRead(Packet reply) {
    MsChapReply.successOf(reply)
        .ifPresent(success -> assertThat(success.length()).isLessThanOrEqualTo(246));
    MsChapReply.errorOf(reply).ifPresent(error -> assertThat(error.text()).startsWith("E="));
    MsChapReply.keysOf(reply, reply, SECRET)
        .ifPresent(keys -> assertThat(keys.send().length()).isLessThanOrEqualTo(239));
  }
}
