package dev.postern.adminapi;

import dev.postern.api.ReplyRuleAttribute;
import dev.postern.api.ReplyRulePlace;
import dev.postern.api.ReplyRuleView;
import dev.postern.api.ReplyRuleWhen;
import dev.postern.http.Problem;
import dev.postern.octets.SecretOctets;
import dev.postern.reply.HeldRule;
import dev.postern.reply.PlacedRule;
import dev.postern.reply.ReplyRules;
import dev.postern.reply.RuleAttribute;
import dev.postern.reply.RuleConditions;
import dev.postern.reply.RulePlace;
import dev.postern.reply.RuleReader;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reply rules in the words of the API.
final class ReplyRuleWords {
  private ReplyRuleWords() {}

  static ReplyRuleView view(PlacedRule placed, ReplyRules all) {
    var rule = placed.rule();
    var held = held(placed);
    return new ReplyRuleView(
        rule.name(),
        placed.position(),
        when(rule.when()),
        rule.attributes().stream().map(ReplyRuleWords::shown).toList(),
        all.shadowing(held).map(HeldRule::name).orElse(null));
  }

  /// The rules by their conditions alone.
  static ReplyRules conditions(List<PlacedRule> rules) {
    return ReplyRules.of(rules.stream().map(ReplyRuleWords::held).toList());
  }

  private static HeldRule held(PlacedRule placed) {
    var rule = placed.rule();
    return new HeldRule.Sound(placed.position(), rule.name(), rule.when(), List.of());
  }

  private static ReplyRuleView.Shown shown(RuleAttribute attribute) {
    return new ReplyRuleView.Shown(
        attribute.name(), attribute.secret() ? null : attribute.value().revealUtf8());
  }

  private static ReplyRuleWhen when(RuleConditions when) {
    return new ReplyRuleWhen(
        absent(when.realm()),
        absent(when.user()),
        absent(when.group()),
        absent(when.gateway()),
        absent(when.connectInfo()),
        absent(when.nasIdentifier()),
        absent(when.vdom()));
  }

  private static @Nullable String absent(String text) {
    return text.isEmpty() ? null : text;
  }

  static List<RuleAttribute> attributes(
      @Nullable List<ReplyRuleAttribute> given, RuleReader reader) {
    return Objects.requireNonNullElse(given, List.<ReplyRuleAttribute>of()).stream()
        .map(one -> attribute(one, reader))
        .toList();
  }

  private static RuleAttribute attribute(ReplyRuleAttribute given, RuleReader reader) {
    if (given.name() == null || given.value() == null) {
      throw Problem.invalid("a reply attribute has a name and a value").field("reply").refused();
    }
    return reader.attribute(given.name(), SecretOctets.utf8(given.value().text()));
  }

  static RulePlace place(@Nullable ReplyRulePlace place) {
    if (place == null) {
      return new RulePlace.Last();
    }
    if (Stream.of(place.position(), place.before(), place.after()).filter(Objects::nonNull).count()
        > 1) {
      throw Problem.invalid("a rule stands at a position, before a rule or behind one").refused();
    }
    if (place.before() != null) {
      return new RulePlace.Before(place.before());
    }
    if (place.after() != null) {
      return new RulePlace.After(place.after());
    }
    return place.position() == null ? new RulePlace.Last() : new RulePlace.At(place.position());
  }
}
