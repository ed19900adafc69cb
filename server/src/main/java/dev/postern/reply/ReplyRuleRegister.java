package dev.postern.reply;

import dev.postern.actor.Actor;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The reply rules as operators keep them, in one order. Every change is audited with who made it,
/// secrets left out, and holds on all nodes within a second.
public interface ReplyRuleRegister {
  /// How many rules there may be.
  int MOST = 10_000;

  RuleOutcome add(ReplyRule rule, RulePlace place, Actor by);

  /// Puts what `change` makes of the rule, whose secrets are open, in its place; its name and
  /// position stay. Nothing else changes it meanwhile, and nothing is changed if it throws.
  RuleOutcome change(String name, UnaryOperator<ReplyRule> change, Actor by);

  RuleOutcome move(String name, RulePlace place, Actor by);

  /// Whether there was such a rule.
  boolean remove(String name, Actor by);

  /// Audits that somebody saw the rule's secrets.
  void revealed(String name, Actor to);

  /// A rule, its secrets closed.
  Optional<PlacedRule> find(String name);

  /// At most `limit` rules behind this position, in their order, secrets closed.
  List<PlacedRule> list(int after, int limit);
}
