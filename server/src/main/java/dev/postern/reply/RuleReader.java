package dev.postern.reply;

import dev.postern.gateway.DictionaryCheck;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.dictionary.AttributeDefinition;
import dev.postern.radius.dictionary.AttributeText;
import dev.postern.radius.dictionary.Dictionary;
import dev.postern.radius.dictionary.EncodingOutcome;
import java.util.ArrayList;
import java.util.List;

/// Reads rules by the dictionary: whether their attributes are sound, and what goes on the wire.
public final class RuleReader {
  private final Dictionary dictionary;
  private final DictionaryCheck check;

  public RuleReader(Dictionary dictionary) {
    this.dictionary = dictionary;
    this.check = new DictionaryCheck(dictionary);
  }

  /// The attribute under the name that the dictionary has for it. One that is unknown keeps what
  /// was given, as a secret, for nobody can say that it is none.
  public RuleAttribute attribute(String name, SecretOctets value) {
    return dictionary
        .written(name, "")
        .map(known -> new RuleAttribute(known.toString(), value, known.definition().sensitive()))
        .orElseGet(() -> new RuleAttribute(name, value, true));
  }

  /// The attribute's name in the dictionary, without a tag; what was given if it has none.
  public String plainName(String name) {
    return dictionary
        .written(name, "")
        .map(AttributeText::definition)
        .map(AttributeDefinition::name)
        .orElse(name);
  }

  /// All that is wrong with a rule's attributes, in words without a secret.
  public List<String> problems(List<RuleAttribute> attributes) {
    if (attributes.size() > ReplyRule.MOST_ATTRIBUTES) {
      return List.of("a rule has at most " + ReplyRule.MOST_ATTRIBUTES + " attributes");
    }
    var problems = new ArrayList<String>();
    int octets = 0;
    for (var attribute : attributes) {
      var written = dictionary.written(attribute.name(), attribute.value().revealUtf8());
      if (written.isEmpty()) {
        problems.add(check.unknown(attribute.name()));
        continue;
      }
      DictionaryCheck.problem(written.get()).ifPresent(problems::add);
      if (written.get().encode() instanceof EncodingOutcome.Made made) {
        octets += new Grant(written.get().definition(), made, Grant.Source.RULE).length();
      }
    }
    if (octets > ReplyRule.MOST_OCTETS) {
      problems.add(
          "a rule's attributes take at most "
              + ReplyRule.MOST_OCTETS
              + " octets, and these take "
              + octets);
    }
    return problems;
  }

  /// The rule, secrets open, ready to be granted.
  public HeldRule hold(PlacedRule placed) {
    var rule = placed.rule();
    var grants = new ArrayList<Grant>();
    for (var attribute : rule.attributes()) {
      var written = dictionary.written(attribute.name(), attribute.value().revealUtf8());
      if (written.isPresent() && written.get().encode() instanceof EncodingOutcome.Made made) {
        grants.add(new Grant(written.get().definition(), made, Grant.Source.RULE));
      } else {
        return new HeldRule.Broken(
            placed.position(),
            rule.name(),
            rule.when(),
            "the dictionary does not have " + attribute.name() + " as it is given");
      }
    }
    return new HeldRule.Sound(placed.position(), rule.name(), rule.when(), grants);
  }
}
