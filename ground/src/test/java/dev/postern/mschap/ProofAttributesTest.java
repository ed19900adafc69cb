package dev.postern.mschap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.mschap.PasswordProof.None;
import dev.postern.mschap.PasswordProof.Plain;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.SharedSecret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProofAttributesTest {
  private static final SharedSecret SECRET = new SharedSecret(SecretOctets.utf8("testing123"));
  private static final SecretOctets PASSWORD = SecretOctets.utf8("correct-horse");
  private static final NtHash HASH = NtHash.of(PASSWORD);
  private static final Octets NAME = Octets.utf8("jdoe");
  private static final Octets ASKED = Octets.hex("0f403f9473978057bd83d5cb98f4227a");
  private static final Octets CHALLENGE = Octets.hex("101112131415161718191a1b1c1d1e1f");

  private final Random random = new Random(7);

  private List<PasswordProof> everyKind() {
    return List.of(
        new Plain(PASSWORD),
        ChapProof.make(PASSWORD, random),
        MsChapProof.make(HASH, random),
        MsChapV2Proof.make(HASH, NAME, random));
  }

  @Test
  void whatAClientShowsIsRead() {
    for (PasswordProof proof : everyKind()) {
      assertThat(read(attributes(proof))).isEqualTo(proof);
    }
  }

  /// RFC 2548, section 2.3.2: 26 octets before the response, of which the last eight are zero.
  @Test
  void theResponseOfMsChapV2StandsWhereTheRfcHasIt() {
    var octets = Octets.hex("2a00" + CHALLENGE + "0000000000000000" + "33".repeat(24));
    var proof = read(challenge(CHALLENGE), microsoft(25, octets));
    var name = Octets.utf8("jdoe");
    var response = SecretOctets.copyOf(Octets.hex("33".repeat(24)).toArray());
    assertThat(proof).isEqualTo(new MsChapV2Proof(42, CHALLENGE, CHALLENGE, name, response));
    assertThat(ProofAttributes.of(proof, ASKED, SECRET))
        .containsExactly(challenge(CHALLENGE), microsoft(25, octets));
  }

  /// RFC 2548, section 2.1.3: the NT response is the second, and a flag says that it is there.
  @Test
  void theNtResponseOfMsChapIsTheSecond() {
    var octets = Octets.hex("2a01" + "00".repeat(24) + "33".repeat(24));
    var proof = read(challenge(CHALLENGE.slice(0, 8)), microsoft(1, octets));
    assertThat(proof)
        .isEqualTo(
            new MsChapProof(
                42,
                CHALLENGE.slice(0, 8),
                SecretOctets.copyOf(Octets.hex("33".repeat(24)).toArray())));
  }

  @Test
  void aLanManagerResponseIsRefused() {
    var octets = Octets.hex("2a00" + "33".repeat(48));
    assertThat(read(challenge(CHALLENGE.slice(0, 8)), microsoft(1, octets)))
        .isEqualTo(new None("a LAN Manager response, which is not accepted"));
  }

  @Test
  void nothingIsNoProof() {
    assertThat(read()).isEqualTo(new None("no proof of a password"));
    assertThat(read(challenge(CHALLENGE))).isEqualTo(new None("no proof of a password"));
  }

  /// RFC 2865, section 4.1, and RFC 3579, section 3.3.
  @Test
  void twoProofsAreNone() {
    var kinds = new ArrayList<>(everyKind().stream().map(this::attributes).toList());
    kinds.add(List.of(new Attribute(AttributeNumber.EAP_MESSAGE, Octets.hex("0201000501"))));
    kinds.add(List.of(new Attribute(AttributeNumber.ARAP_PASSWORD, CHALLENGE)));
    for (var one : kinds) {
      for (var other : kinds) {
        var both = new ArrayList<>(one);
        both.addAll(other);
        assertThat(read(both)).isEqualTo(new None("more than one proof"));
      }
    }
  }

  @Test
  void eapAndArapAreNotReadHere() {
    var none = new None("neither a password nor CHAP nor MS-CHAP");
    assertThat(read(new Attribute(AttributeNumber.EAP_MESSAGE, Octets.hex("0201000501"))))
        .isEqualTo(none);
    assertThat(read(new Attribute(AttributeNumber.ARAP_PASSWORD, CHALLENGE))).isEqualTo(none);
  }

  @Test
  void whatHasAnotherLengthIsNoProof() {
    for (int length : List.of(0, 1, 2, 16, 18, 49, 51)) {
      var value = Octets.copyOf(new byte[length]);
      assertThat(read(new Attribute(AttributeNumber.CHAP_PASSWORD, value)))
          .isInstanceOf(None.class);
      assertThat(read(challenge(CHALLENGE.slice(0, 8)), microsoft(1, value)))
          .isInstanceOf(None.class);
      assertThat(read(challenge(CHALLENGE), microsoft(25, value))).isInstanceOf(None.class);
    }
    assertThat(read(new Attribute(AttributeNumber.USER_PASSWORD, CHALLENGE.slice(0, 15))))
        .isInstanceOf(None.class);
  }

  /// A challenge of no octets would be a response that is good for ever.
  @Test
  void aChallengeOfAnotherLengthIsRefused() {
    for (int length : List.of(0, 7, 9, 15, 17)) {
      var challenge = challenge(Octets.copyOf(new byte[length]));
      var octets = Octets.hex("2a01" + "33".repeat(48));
      assertThat(read(challenge, microsoft(1, octets))).isInstanceOf(None.class);
      assertThat(read(challenge, microsoft(25, octets))).isInstanceOf(None.class);
    }
    var chap = new Attribute(AttributeNumber.CHAP_PASSWORD, Octets.copyOf(new byte[17]));
    var shortest = new Attribute(AttributeNumber.CHAP_CHALLENGE, CHALLENGE.slice(0, 5));
    var shorter = new Attribute(AttributeNumber.CHAP_CHALLENGE, CHALLENGE.slice(0, 4));
    assertThat(read(chap, shortest)).isInstanceOf(ChapProof.class);
    assertThat(read(chap, shorter)).isInstanceOf(None.class);
  }

  @Test
  void theAttributesOfOtherMakersAreLeftAlone() {
    var octets = Octets.hex("2a01" + "33".repeat(48));
    assertThat(read(Attribute.vendor(12356, 25, octets)))
        .isEqualTo(new None("no proof of a password"));
  }

  /// Some gateways put all of Microsoft's into one Vendor-Specific attribute (RFC 2865, section
  /// 5.26).
  @Test
  void challengeAndResponseMayStandInOneAttribute() {
    var response = microsoft(25, Octets.hex("2a00" + "33".repeat(48))).value();
    var both = Octets.hex(challenge(CHALLENGE).value() + "" + response.slice(4, response.length()));
    assertThat(read(new Attribute(AttributeNumber.VENDOR_SPECIFIC, both)))
        .isInstanceOf(MsChapV2Proof.class);
  }

  @Test
  void noProofPrintsWhatAPasswordCanBeGuessedFrom() {
    for (PasswordProof proof : everyKind()) {
      assertThat(proof.toString()).contains("[redacted]").doesNotContain("correct-horse");
    }
  }

  private List<Attribute> attributes(PasswordProof proof) {
    return ProofAttributes.of(proof, ASKED, SECRET);
  }

  private static Attribute challenge(Octets challenge) {
    return microsoft(11, challenge);
  }

  private static Attribute microsoft(int type, Octets value) {
    return Attribute.vendor(311, type, value);
  }

  private static PasswordProof read(Attribute... attributes) {
    return read(List.of(attributes));
  }

  private static PasswordProof read(List<Attribute> attributes) {
    var all = new ArrayList<>(attributes);
    Collections.reverse(all); // their order tells nothing
    all.add(new Attribute(AttributeNumber.USER_NAME, NAME));
    return ProofAttributes.read(new Packet(PacketCode.ACCESS_REQUEST, 7, ASKED, all), SECRET);
  }
}
