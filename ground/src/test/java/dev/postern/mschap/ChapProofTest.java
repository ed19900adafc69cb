package dev.postern.mschap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Decoded;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SharedSecret;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChapProofTest {
  private static final SharedSecret SECRET = new SharedSecret(SecretOctets.utf8("xyzzy5461"));
  private static final SecretOctets PASSWORD = SecretOctets.utf8("arctangent");

  /// RFC 2865, section 7.2: flopsy logs in by CHAP; the challenge is the packet's authenticator.
  private static final Octets FLOPSY =
      Octets.hex(
          "010100472aee86f08d0d55969ca5978e0d3367a20108666c6f707379031316e97557c316185895f293ff63"
              + "440772750406c0a80110050600000014060600000002070600000001");

  @Test
  void theLoginOfRfc2865Section72IsRight() {
    assertThat(PacketCodec.decodeRequest(FLOPSY, List.of(SECRET)))
        .isInstanceOfSatisfying(
            Decoded.Sound.class,
            sound ->
                assertThat(ProofAttributes.read(sound.packet(), SECRET))
                    .isInstanceOfSatisfying(
                        ChapProof.class,
                        proof -> {
                          assertThat(proof.madeWith(PASSWORD)).isTrue();
                          assertThat(proof.madeWith(SecretOctets.utf8("Arctangent"))).isFalse();
                          assertThat(proof.madeWith(SecretOctets.utf8(""))).isFalse();
                        }));
  }

  /// RFC 2865, section 5.40: CHAP-Challenge goes before the authenticator.
  @Test
  void aChallengeOfItsOwnIsTheOneThatIsAnswered() {
    var proof = ChapProof.make(PASSWORD, new Random(7));
    var request = request(ProofAttributes.of(proof, authenticator(), SECRET));
    assertThat(ProofAttributes.read(request, SECRET)).isEqualTo(proof);
    assertThat(proof.madeWith(PASSWORD)).isTrue();
    var without =
        request(
            ProofAttributes.of(proof, authenticator(), SECRET).stream()
                .filter(it -> it.type() != AttributeNumber.CHAP_CHALLENGE)
                .toList());
    assertThat(ProofAttributes.read(without, SECRET))
        .isInstanceOfSatisfying(
            ChapProof.class, other -> assertThat(other.madeWith(PASSWORD)).isFalse());
  }

  @Test
  void theResponseIsNotPrinted() {
    assertThat(ChapProof.make(PASSWORD, new Random(7)).toString()).endsWith("response=[redacted]]");
  }

  private static Packet request(List<Attribute> attributes) {
    return new Packet(PacketCode.ACCESS_REQUEST, 7, authenticator(), attributes);
  }

  private static Octets authenticator() {
    return Octets.hex("0f403f9473978057bd83d5cb98f4227a");
  }
}
