package dev.postern.mschap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.octets.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MsChapErrorTest {
  private static final Octets CHALLENGE = Octets.hex("000102030405060708090a0b0c0d0e0f");

  /// RFC 2759, section 6.
  @Test
  void msChapV2IsToldWithItsVersionAndAMessage() {
    var error =
        new MsChapError(MsChapError.AUTHENTICATION_FAILURE, false, CHALLENGE, "Login failed");
    assertThat(error.text())
        .isEqualTo("E=691 R=0 C=000102030405060708090A0B0C0D0E0F V=3 M=Login failed");
    assertThat(MsChapError.parse(error.text())).contains(error);
  }

  /// RFC 2433, section 5: a shorter challenge, version 2, no message.
  @Test
  void msChapIsToldWithAShorterChallenge() {
    var error = new MsChapError(MsChapError.PASSWORD_EXPIRED, true, CHALLENGE.slice(0, 8), "");
    assertThat(error.text()).isEqualTo("E=648 R=1 C=0001020304050607 V=2");
    assertThat(MsChapError.parse(error.text())).contains(error);
  }

  @Test
  void withoutAChallengeNothingMoreIsSaid() {
    var error = new MsChapError(MsChapError.ACCOUNT_DISABLED, false, Octets.empty(), "");
    assertThat(error.text()).isEqualTo("E=647 R=0");
    assertThat(MsChapError.parse(error.text())).contains(error);
  }

  @Test
  void tenDigitsAndLowerCaseAreReadToo() {
    assertThat(
            MsChapError.parse(
                "E=0000000691 R=0 C=000102030405060708090a0b0c0d0e0f V=0000000003 M="))
        .contains(new MsChapError(691, false, CHALLENGE, ""));
  }

  @Test
  void aMessageThatIsTooLongIsCut() {
    assertThat(
            MsChapError.parse("E=691 R=0 C=" + CHALLENGE + " V=3 M=" + "\uD83D\uDC0E".repeat(60)))
        .hasValueSatisfying(error -> assertThat(error.message()).startsWith("\uD83D\uDC0E\uD83D"));
    assertThatThrownBy(() -> new MsChapError(691, false, CHALLENGE, "x".repeat(161)))
        .hasMessageContaining("160 octets");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "E=", "E=691", "E=x R=0", "E=99999999999 R=0", "E=691 R=2", "E=691 R=0 C=00"})
  void whatIsNoErrorIsRefused(String text) {
    assertThat(MsChapError.parse(text)).isEmpty();
  }

  @Test
  void everyCodeOfTheRfcHasItsWords() {
    for (int code : new int[] {646, 647, 648, 649, 691, 709}) {
      assertThat(new MsChapError(code, false, Octets.empty(), "").reason()).doesNotContain("error");
    }
    assertThat(new MsChapError(5, false, Octets.empty(), "").reason()).isEqualTo("error 5");
  }

  @Test
  void aChallengeHasEightOctetsOrSixteen() {
    assertThatThrownBy(() -> new MsChapError(691, false, CHALLENGE.slice(0, 9), ""))
        .hasMessageContaining("8 or 16 octets");
  }
}
