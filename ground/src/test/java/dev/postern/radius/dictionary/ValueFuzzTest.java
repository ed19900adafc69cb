package dev.postern.radius.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.dictionary.EncodingOutcome.Encoded;
import dev.postern.radius.dictionary.EncodingOutcome.Hidden;
import dev.postern.radius.dictionary.EncodingOutcome.Unsuitable;
import java.util.List;

/// Whatever a gateway sends as a value, it is shown on one line; whatever an operator writes for
/// one, it is encoded or refused, and what is encoded fits.
///
/// The first two octets choose the attribute, the rest is the value, or the text.
class ValueFuzzTest {
  private static final List<AttributeDefinition> DEFINITIONS =
      List.copyOf(Dictionary.load().definitions());

  @FuzzTest(maxDuration = "5s")
  void aValueIsShownOrEncoded(byte[] octets) {
    if (octets.length < 2) {
      return;
    }
    int index = (octets[0] & 0xff) << 8 | (octets[1] & 0xff);
    AttributeDefinition definition = DEFINITIONS.get(index % DEFINITIONS.size());
    Octets rest = Octets.copyOf(octets, 2, octets.length);
    assertShown(definition, rest);
    switch (definition.encode(rest.utf8())) {
      case Encoded(Octets value) -> {
        assertThat(value.length()).isBetween(1, definition.maxLength());
        assertShown(definition, value);
        assertReadAgain(definition, value);
      }
      case Hidden(Octets tag, SecretOctets value) -> {
        assertThat(definition.encryption()).isEqualTo(Encryption.TUNNEL_PASSWORD);
        assertThat(tag.length()).isEqualTo(definition.hasTag() ? 1 : 0);
        assertThat(value.length()).isBetween(1, 239);
      }
      case Unsuitable(String reason) ->
          assertThat(reason).isNotBlank().doesNotContainPattern("\\p{Cntrl}");
    }
  }

  private static void assertShown(AttributeDefinition definition, Octets value) {
    String shown = definition.describe(value);
    assertThat(shown).isNotEmpty().doesNotContainPattern("\\p{Cntrl}");
    if (definition.sensitive()) {
      assertThat(shown).isEqualTo("[redacted]");
    }
  }

  private static void assertReadAgain(AttributeDefinition definition, Octets value) {
    boolean text =
        definition.valueType() == AttributeType.STRING
            || definition.valueType() == AttributeType.OCTETS;
    if (!text && !definition.sensitive()) {
      assertThat(definition.encode(definition.describe(value))).isEqualTo(new Encoded(value));
    }
  }
}
