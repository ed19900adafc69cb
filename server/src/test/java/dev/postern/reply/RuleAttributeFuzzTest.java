package dev.postern.reply;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.dictionary.AttributeDefinition;
import dev.postern.radius.dictionary.Dictionary;
import dev.postern.radius.dictionary.EncodingOutcome;
import java.util.List;

/// Whatever an operator writes as an attribute of a rule, it is refused in one line, or it fits
/// into an attribute and takes as many octets as was said.
///
/// The first two octets choose a name, the third how it is written, the rest is the value.
class RuleAttributeFuzzTest {
  private static final Dictionary DICTIONARY = Dictionary.load();
  private static final List<AttributeDefinition> DEFINITIONS =
      List.copyOf(DICTIONARY.definitions());
  private static final RuleReader READER = new RuleReader(DICTIONARY);

  @FuzzTest(maxDuration = "5s")
  void anAttributeIsRefusedOrFits(byte[] octets) {
    if (octets.length < 3) {
      return;
    }
    int index = (octets[0] & 0xff) << 8 | (octets[1] & 0xff);
    String known = DEFINITIONS.get(index % DEFINITIONS.size()).name();
    String rest = Octets.copyOf(octets, 3, octets.length).utf8();
    String name =
        switch (octets[2] & 3) {
          case 0 -> known;
          case 1 -> known + ":" + (octets[2] & 0xff) / 4;
          case 2 -> known + rest;
          default -> rest;
        };
    var attribute = READER.attribute(name, SecretOctets.utf8(rest));
    var problems = READER.problems(List.of(attribute));
    if (problems.isEmpty()) {
      assertFits(attribute);
    } else {
      assertThat(problems).allSatisfy(problem -> assertThat(problem).isNotBlank());
    }
  }

  private static void assertFits(RuleAttribute attribute) {
    var rule = new ReplyRule("fuzz", RuleConditions.ANY, List.of(attribute));
    var held = (HeldRule.Sound) READER.hold(new PlacedRule(1, rule));
    var grant = held.grants().getFirst();
    assertThat(grant.length()).isBetween(3, 2 + Attribute.LONGEST_VALUE);
    assertThat(grant.shown()).isNotEmpty().doesNotContainPattern("\\p{Cntrl}");
    assertThat(grant.revealed()).isNotEmpty().doesNotContainPattern("\\p{Cntrl}");
    if (grant.value() instanceof EncodingOutcome.Hidden) {
      assertThat(attribute.secret()).isTrue();
      assertThat(grant.shown()).isEqualTo("[redacted]");
    }
  }
}
