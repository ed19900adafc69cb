package dev.postern.otp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneTimeCodeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "012345",
        " 012345\r\n",
        "012 345",
        "012-345",
        "0 1 2 3 4 5",
        "012\u00a0345",
        "012\u2013345",
        "\u200b012345\u200e",
        "\uff10\uff11\uff12\uff13\uff14\uff15",
        "\u0660\u0661\u0662\u0663\u0664\u0665",
        "\u06f0\u06f1\u06f2345"
      })
  void allWaysOfTypingACodeAreOneCode(String typed) {
    assertThat(OneTimeCode.parse(typed)).contains(OneTimeCode.parse("012345").orElseThrow());
    assertThat(OneTimeCode.parse(typed).orElseThrow().reveal()).isEqualTo("012345");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "12345", "123456789", "12345a", "1234\u00005", "+123456", "1234.56"})
  void whatIsNoCodeIsNone(String typed) {
    assertThat(OneTimeCode.parse(typed)).isEmpty();
  }

  @Test
  void anEndlessOneIsNone() {
    assertThat(OneTimeCode.parse("123456" + " ".repeat(100_000))).isEmpty();
  }

  @Test
  void itDoesNotPrintItself() {
    assertThat(OneTimeCode.of(755224, 6)).hasToString("[redacted]");
  }

  @Test
  void codesOfDifferentLengthDiffer() {
    assertThat(OneTimeCode.of(12345, 6)).isNotEqualTo(OneTimeCode.of(12345, 8));
  }
}
