package dev.postern.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.HexFormat;
import javax.crypto.spec.HKDFParameterSpec;
import org.junit.jupiter.api.Test;

class KeyedDigestTest {
  private static final SecretOctets KEY = SecretOctets.utf8("k".repeat(32));
  private static final SecretOctets PASSWORD = SecretOctets.utf8("correct-horse");

  private final KeyedDigest digest = new KeyedDigest(KEY, "passwords");

  @Test
  void theSameSecretHasTheSameDigestOnEveryNode() {
    assertThat(digest.of(PASSWORD)).isEqualTo(new KeyedDigest(KEY, "passwords").of(PASSWORD));
    assertThat(digest.of(PASSWORD).length()).isEqualTo(16);
  }

  @Test
  void anotherPurposeKeyOwnerOrSecretHasAnotherDigest() {
    assertThat(digest.of(PASSWORD))
        .isNotEqualTo(new KeyedDigest(KEY, "answers").of(PASSWORD))
        .isNotEqualTo(new KeyedDigest(SecretOctets.utf8("other"), "passwords").of(PASSWORD))
        .isNotEqualTo(digest.of(Octets.utf8("jdoe"), PASSWORD))
        .isNotEqualTo(digest.of(SecretOctets.utf8("wrong-horse")));
  }

  @Test
  void whereTheOwnerEndsMatters() {
    assertThat(digest.of(Octets.utf8("ab"), SecretOctets.utf8("c")))
        .isNotEqualTo(digest.of(Octets.utf8("a"), SecretOctets.utf8("bc")));
  }

  @Test
  void keysAreDerivedAsRfc5869TestCase1() {
    var hex = HexFormat.of();
    var parameters =
        HKDFParameterSpec.ofExtract()
            .addIKM(hex.parseHex("0b".repeat(22)))
            .addSalt(hex.parseHex("000102030405060708090a0b0c"))
            .thenExpand(hex.parseHex("f0f1f2f3f4f5f6f7f8f9"), 42);
    assertThat(KeyDerivation.derive(parameters))
        .asHexString()
        .isEqualToIgnoringCase(
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  }
}
