package dev.postern.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.octets.SecretOctets;
import dev.postern.otp.KeyUri.Movement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyUriTest {
  private static final SecretOctets KEY = SecretOctets.utf8("12345678901234567890");
  private static final String BASE32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  private static KeyUri clockToken(String issuer, String label) {
    return new KeyUri(new Movement.ByTime(TimeStep.USUAL), issuer, label, KEY, OtpParameters.USUAL);
  }

  @Test
  void aClockTokensUri() {
    assertThat(clockToken("Postern", "jdoe").reveal())
        .isEqualTo(
            "otpauth://totp/Postern:jdoe?secret="
                + BASE32
                + "&issuer=Postern&algorithm=SHA1&digits=6&period=30");
  }

  @Test
  void aCounterTokensUri() {
    var uri =
        new KeyUri(
            new Movement.ByCounter(7), "", "jdoe", KEY, new OtpParameters(OtpAlgorithm.SHA512, 8));
    assertThat(uri.reveal())
        .isEqualTo("otpauth://hotp/jdoe?secret=" + BASE32 + "&algorithm=SHA512&digits=8&counter=7");
  }

  @Test
  void namesAreEscapedAndReadBack() {
    var uri = clockToken("Müller & Söhne", "j+doe@x/y?#100%");
    assertThat(uri.reveal())
        .startsWith(
            "otpauth://totp/M%C3%BCller%20%26%20S%C3%B6hne:j%2Bdoe%40x%2Fy%3F%23100%25?secret=");
    assertThat(KeyUri.parse(uri.reveal())).contains(uri);
  }

  @Test
  void whatAnotherMakerLeavesOutIsTheUsual() {
    assertThat(KeyUri.parse("OTPAUTH://TOTP/Example%3A%20alice?SECRET=" + BASE32 + "&image=x"))
        .contains(clockToken("Example", "alice"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://totp/a?secret=GEZDGNBV",
        "otpauth://totp/a",
        "otpauth://totp/?secret=GEZDGNBV",
        "otpauth://totp/a?secret=",
        "otpauth://totp/a?secret=1",
        "otpauth://totp/a?secret=GEZDGNBV&secret=GEZDGNBV",
        "otpauth://totp/a?secret=GEZDGNBV&digits=7",
        "otpauth://totp/a?secret=GEZDGNBV&digits=x",
        "otpauth://totp/a?secret=GEZDGNBV&algorithm=MD5",
        "otpauth://totp/a?secret=GEZDGNBV&period=0",
        "otpauth://hotp/a?secret=GEZDGNBV",
        "otpauth://hotp/a?secret=GEZDGNBV&counter=-1",
        "otpauth://totp/a%?secret=GEZDGNBV",
        "otpauth://totp/a%zz?secret=GEZDGNBV",
        "otpauth://totp/a%ff?secret=GEZDGNBV",
        "otpauth://totp/a:b:c?secret=GEZDGNBV",
        "otpauth://totp/a%00?secret=GEZDGNBV",
        "otpauth://totp/123456789012345678901234567890123?secret=GEZDGNBV"
      })
  void whatCantBeMadeSenseOfIsRefused(String text) {
    assertThat(KeyUri.parse(text)).isEmpty();
  }

  @Test
  void aLabelHasAtMost32Characters() {
    assertThat(clockToken("", "é".repeat(32)).label()).hasSize(32);
    assertThatThrownBy(() -> clockToken("", "é".repeat(33))).hasMessageContaining("32");
  }

  @Test
  void itDoesNotPrintItsKey() {
    assertThat(clockToken("Postern", "jdoe").toString())
        .contains("[redacted]")
        .doesNotContain(BASE32)
        .doesNotContain("1234567890");
  }
}
