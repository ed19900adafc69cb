package dev.postern.radius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SaltedSecretTest {
  private static final SharedSecret SECRET = new SharedSecret(SecretOctets.utf8("testing123"));
  private static final Octets ASKED = Octets.hex("0f403f9473978057bd83d5cb98f4227a");

  @Test
  void secretsOfEveryLengthSurviveHiding() {
    for (int length = 0; length <= SaltedSecret.LONGEST; length++) {
      var plain = SecretOctets.utf8("x".repeat(length));
      var hidden = SaltedSecret.hide(plain, 0x9234, ASKED, SECRET);
      assertThat(hidden.length() % 16).isEqualTo(2);
      assertThat(hidden.slice(0, 2)).isEqualTo(Octets.hex("9234"));
      assertThat(SaltedSecret.reveal(hidden, ASKED, SECRET)).contains(plain);
    }
    assertThatThrownBy(() -> hidden(240)).hasMessageContaining("more than 239 octets");
  }

  @Test
  void theLongestFitsIntoAVendorsAttribute() {
    var attribute = Attribute.vendor(311, 16, hidden(SaltedSecret.LONGEST));
    assertThat(attribute.value().length()).isLessThanOrEqualTo(Attribute.LONGEST_VALUE);
  }

  /// A reply is read with the authenticator of its own request, not with one of an earlier round.
  @Test
  void theAuthenticatorOfAnotherRequestDoesNotRevealIt() {
    var another = Octets.hex("1f403f9473978057bd83d5cb98f4227a");
    assertThat(SaltedSecret.reveal(hidden(16), another, SECRET))
        .isNotEqualTo(SaltedSecret.reveal(hidden(16), ASKED, SECRET));
  }

  @Test
  void whatIsNoHiddenSecretIsRefused() {
    var hidden = hidden(16);
    for (int length : List.of(0, 1, 2, 17, hidden.length() - 1)) {
      assertThat(SaltedSecret.reveal(hidden.slice(0, length), ASKED, SECRET)).isEmpty();
    }
    assertThat(SaltedSecret.reveal(hidden.slice(0, 18), ASKED, SECRET))
        .as("16 octets and their length do not fit into one block")
        .isEmpty();
    assertThat(SaltedSecret.reveal(Octets.copyOf(new byte[258]), ASKED, SECRET)).isEmpty();
  }

  @Test
  void aSaltHasItsFirstBitSetAndComesOnceInAPacket() {
    var salts = new Salts(new Random(7));
    var seen = new HashSet<Integer>();
    for (int i = 0; i < 0x8000; i++) {
      int salt = salts.next();
      assertThat(salt).isBetween(0x8000, 0xffff);
      assertThat(seen.add(salt)).isTrue();
    }
    assertThatThrownBy(() -> SaltedSecret.hide(SecretOctets.utf8("x"), 0x7fff, ASKED, SECRET))
        .hasMessageContaining("first bit");
  }

  private static Octets hidden(int length) {
    return SaltedSecret.hide(SecretOctets.utf8("x".repeat(length)), 0x8001, ASKED, SECRET);
  }
}
