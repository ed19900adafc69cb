package dev.postern.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.octets.SecretOctets;
import dev.postern.otp.OneTimeCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppendedCodeTest {
  @ParameterizedTest
  @CsvSource({
    "correct-horse000042, 6, correct-horse, 000042",
    "pass2024123456, 6, pass2024, 123456",
    "pass202412345678, 8, pass2024, 12345678",
    "ünïcode000042, 6, ünïcode, 000042"
  })
  void theTailIsTheCodeWhateverStandsBeforeIt(
      String typed, int digits, String password, String code) {
    assertThat(AppendedCode.split(SecretOctets.utf8(typed), digits))
        .contains(
            new AppendedCode(SecretOctets.utf8(password), OneTimeCode.parse(code).orElseThrow()));
  }

  @Test
  void aCodeAloneLeavesAnEmptyPassword() {
    var split = AppendedCode.split(SecretOctets.utf8("000042"), 6).orElseThrow();
    assertThat(split.password().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"correct-horse, 6", "horse 00042, 6", "horse1234567, 8", "42, 6", "horse12345x, 6"})
  void whatDoesNotEndInThatManyDigitsIsNotTakenApart(String typed, int digits) {
    assertThat(AppendedCode.split(SecretOctets.utf8(typed), digits)).isEmpty();
  }

  /// Only what a password and a code look like on the wire counts: digits of other scripts are
  /// several octets each and belong to the password.
  @Test
  void digitsOfOtherScriptsAreNoAppendedCode() {
    assertThat(AppendedCode.split(SecretOctets.utf8("horse٠٠٠٠٤٢"), 6)).isEmpty();
  }

  @Test
  void itIsNotPrinted() {
    var split = AppendedCode.split(SecretOctets.utf8("correct-horse000042"), 6).orElseThrow();
    assertThat(split.toString()).doesNotContain("horse").doesNotContain("000042");
  }
}
