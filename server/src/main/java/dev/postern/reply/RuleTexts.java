package dev.postern.reply;

import dev.postern.gateway.Differences;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the audit tells of a rule: its conditions, its position and its attributes, of secrets
/// their names alone.
public final class RuleTexts {
  private static final String ATTRIBUTES = "attributes";

  private RuleTexts() {}

  /// Everything that is said of a rule.
  public static Map<String, String> of(PlacedRule placed) {
    var texts = new TreeMap<String, String>();
    var when = placed.rule().when();
    put(texts, "realm", when.realm());
    put(texts, "user", when.user());
    put(texts, "group", when.group());
    put(texts, "gateway", when.gateway());
    put(texts, "connect-info", when.connectInfo());
    put(texts, "nas-identifier", when.nasIdentifier());
    put(texts, "vdom", when.vdom());
    put(texts, "position", String.valueOf(placed.position()));
    put(texts, ATTRIBUTES, String.join(", ", attributes(placed.rule())));
    return texts;
  }

  private static void put(Map<String, String> texts, String name, String text) {
    if (!text.isEmpty()) {
      texts.put(name, text);
    }
  }

  private static List<String> attributes(ReplyRule rule) {
    return rule.attributes().stream()
        .map(one -> one.name() + " = " + (one.secret() ? "[redacted]" : one.value().revealUtf8()))
        .toList();
  }

  /// What differs, as it is now (empty: it is no longer there), with the names of the secrets that
  /// were changed.
  public static Map<String, String> between(PlacedRule before, PlacedRule after) {
    var differences = Differences.between(of(before), of(after));
    put(differences, "secrets", String.join(", ", changedSecrets(before.rule(), after.rule())));
    return differences;
  }

  private static List<String> changedSecrets(ReplyRule before, ReplyRule after) {
    var changed = new ArrayList<String>();
    for (var attribute : after.attributes()) {
      if (attribute.secret() && !before.attributes().contains(attribute)) {
        changed.add(attribute.name());
      }
    }
    return changed;
  }
}
