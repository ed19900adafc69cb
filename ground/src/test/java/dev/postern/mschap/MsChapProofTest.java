package dev.postern.mschap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.octets.SecretOctets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MsChapProofTest {
  private static final Vector LOGIN = Vector.of("rfc2433/b.2.txt");
  private static final NtHash ANOTHER = NtHash.of(SecretOctets.utf8("mypw"));

  @Test
  void theLoginOfRfc2433AppendixB2IsRight() {
    assertThat(LOGIN.hash()).isEqualTo(new NtHash(LOGIN.secret("password-hash")));
    var proof = new MsChapProof(1, LOGIN.octets("challenge"), LOGIN.secret("nt-response"));
    assertThat(proof.madeWith(LOGIN.hash())).isTrue();
    assertThat(proof.madeWith(ANOTHER)).isFalse();
  }

  /// The hash is three keys of DES; each of them must count, down to the two octets of the last.
  @Test
  void everyOctetOfTheHashCounts() {
    var proof = new MsChapProof(1, LOGIN.octets("challenge"), LOGIN.secret("nt-response"));
    for (int i = 0; i < NtHash.LENGTH; i++) {
      byte[] altered = LOGIN.hash().octets().reveal();
      altered[i] ^= (byte) 0x80;
      assertThat(proof.madeWith(new NtHash(SecretOctets.copyOf(altered)))).isFalse();
    }
  }

  @Test
  void whatIsMadeIsRightAndNeverTheSameTwice() {
    var random = new Random(7);
    var one = MsChapProof.make(LOGIN.hash(), random);
    assertThat(one.madeWith(LOGIN.hash())).isTrue();
    assertThat(one.madeWith(ANOTHER)).isFalse();
    assertThat(MsChapProof.make(LOGIN.hash(), random).challenge()).isNotEqualTo(one.challenge());
  }

  /// The hash of an empty password is well known; letters beyond Latin are two octets each.
  @Test
  void aHashIsOfThePasswordInUtf16() {
    assertThat(NtHash.of(SecretOctets.utf8("")))
        .isEqualTo(hash("31d6cfe0d16ae931b73c59d7e0c089c0"));
    assertThat(NtHash.of(SecretOctets.utf8("pässwörd€")))
        .isEqualTo(hash("7f20bf6e69d97371914a8807579cab5c"));
  }

  @Test
  void aHashPrintsNothingAndHas16Octets() {
    assertThat(LOGIN.hash()).hasToString("NtHash[octets=[redacted]]");
    assertThatThrownBy(() -> hash("00")).hasMessageContaining("16 octets");
  }

  private static NtHash hash(String hex) {
    return new NtHash(SecretOctets.copyOf(HexFormat.of().parseHex(hex)));
  }
}
