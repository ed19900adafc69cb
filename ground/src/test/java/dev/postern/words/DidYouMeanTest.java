package dev.postern.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {
  private static final List<String> KNOWN = List.of("prompt", "reply", "challenge-code");

  @Test
  void findsTheWordOneSlipAway() {
    assertThat(DidYouMean.of("promt", KNOWN)).hasValue("prompt");
    assertThat(DidYouMean.of("pormpt", KNOWN)).hasValue("prompt");
    assertThat(DidYouMean.of("Challenge_Code", KNOWN)).hasValue("challenge-code");
  }

  @Test
  void saysNothingWhereNothingIsNear() {
    assertThat(DidYouMean.of("colour", KNOWN)).isEmpty();
    assertThat(DidYouMean.ending("colour", KNOWN)).isEmpty();
  }

  @Test
  void endsASentence() {
    assertThat(DidYouMean.ending("relpy", KNOWN)).isEqualTo(", did you mean 'reply'?");
  }

  @Test
  void looksAtNoWordThatIsTooLongToBeTyped() {
    assertThat(DidYouMean.of("x".repeat(10_000), KNOWN)).isEmpty();
  }
}
