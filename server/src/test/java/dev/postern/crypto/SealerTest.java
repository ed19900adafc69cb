package dev.postern.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.security.SecureRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SealerTest {
  private static final String LINE_A = "2026a " + "QUFB".repeat(10) + "QUE=\n";
  private static final String LINE_B = "2026b " + "QkJC".repeat(10) + "QkI=\n";
  private static final SecretOctets SECRET = SecretOctets.utf8("12345678901234567890");
  private static final String ROW = "token:000042";

  private final Sealer sealer = sealer(LINE_A);

  private static Sealer sealer(String ring) {
    return new Sealer(KeyRing.parse(ring, "test"), new SecureRandom());
  }

  @Test
  void whatIsSealedOpensAgain() {
    assertThat(sealer.unseal(sealer.seal(SECRET, ROW), ROW)).isEqualTo(SECRET);
    var nothing = SecretOctets.utf8("");
    assertThat(sealer.unseal(sealer.seal(nothing, ROW), ROW)).isEqualTo(nothing);
  }

  @Test
  void theSameSecretIsNeverSealedTheSameTwice() {
    assertThat(sealer.seal(SECRET, ROW)).isNotEqualTo(sealer.seal(SECRET, ROW));
  }

  @Test
  void theCompactFormHoldsTheWhole() {
    var sealed = sealer.seal(SECRET, ROW);
    assertThat(Sealed.parse(sealed.octets())).isEqualTo(sealed);
    assertThat(sealed.octets().length()).isEqualTo(2 + 5 + 12 + 20 + 16);
  }

  @Test
  void aRowThatWasSwappedWithAnotherDoesNotOpen() {
    var sealed = sealer.seal(SECRET, ROW);
    assertThatThrownBy(() -> sealer.unseal(sealed, "token:000043"))
        .isInstanceOf(UnsealFailed.class)
        .hasMessageContaining("2026a")
        .hasMessageContaining("token:000043");
  }

  @Test
  void anyChangedBitIsNoticed() {
    var sealed = sealer.seal(SECRET, ROW);
    byte[] box = sealed.box().toArray();
    for (int i = 0; i < box.length; i++) {
      box[i] ^= 1;
      var changed = new Sealed("2026a", Octets.copyOf(box));
      assertThatThrownBy(() -> sealer.unseal(changed, ROW)).isInstanceOf(UnsealFailed.class);
      box[i] ^= 1;
    }
  }

  @Test
  void octetsThatAreNoSealedSecretAreRefused() {
    for (String hex : new String[] {"", "01", "02", "0105", "01020a0b", "010141", "0100"}) {
      assertThatThrownBy(() -> sealer.unseal(Sealed.parse(Octets.hex(hex)), ROW))
          .as(hex)
          .isInstanceOf(UnsealFailed.class);
    }
  }

  @Test
  void anOlderKeyStillOpensAndTheCurrentOneSeals() {
    var sealed = sealer.seal(SECRET, ROW);
    var rotated = sealer(LINE_B + LINE_A);
    assertThat(rotated.unseal(sealed, ROW)).isEqualTo(SECRET);
    assertThat(rotated.seal(SECRET, ROW).keyName()).isEqualTo("2026b");
  }

  @Test
  void anotherRingIsTakenWhileServing() {
    var sealed = sealer.seal(SECRET, ROW);
    sealer.take(KeyRing.parse(LINE_B + LINE_A, "test"));
    assertThat(sealer.unseal(sealed, ROW)).isEqualTo(SECRET);
    assertThat(sealer.seal(SECRET, ROW).keyName()).isEqualTo("2026b");
  }

  @Test
  void aMissingKeyIsNamed() {
    var sealed = sealer.seal(SECRET, ROW);
    assertThatThrownBy(() -> sealer(LINE_B).unseal(sealed, ROW))
        .isInstanceOf(UnsealFailed.class)
        .hasMessageContaining("2026a, which this node does not hold");
  }

  @Test
  void aDerivedRingIsForItsPurposeAlone() {
    var states = KeyRing.parse(LINE_A, "test").derived("challenge-state");
    var sealed = new Sealer(states, new SecureRandom()).seal(SECRET, ROW);
    var elsewhere = KeyRing.parse(LINE_B + LINE_A, "test").derived("challenge-state");
    assertThat(new Sealer(elsewhere, new SecureRandom()).unseal(sealed, ROW)).isEqualTo(SECRET);
    assertThatThrownBy(() -> sealer.unseal(sealed, ROW)).isInstanceOf(UnsealFailed.class);
  }

  @Test
  void manyThreadsMaySealAndUnsealAtOnce() {
    IntStream.range(0, 2000)
        .parallel()
        .forEach(i -> {
          var secret = SecretOctets.utf8("secret " + i);
          assertThat(sealer.unseal(sealer.seal(secret, "row:" + i), "row:" + i)).isEqualTo(secret);
        });
  }
}
