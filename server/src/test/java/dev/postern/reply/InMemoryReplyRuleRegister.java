package dev.postern.reply;

import dev.postern.actor.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Reply rules in memory.
public final class InMemoryReplyRuleRegister implements ReplyRuleRegister {
  private final List<ReplyRule> rules = new ArrayList<>();
  private final List<String> revealed = new ArrayList<>();

  @Override
  public synchronized RuleOutcome add(ReplyRule rule, RulePlace place, Actor by) {
    if (index(rule.name()) >= 0) {
      return new RuleOutcome.NameTaken();
    }
    if (rules.size() >= MOST) {
      return new RuleOutcome.Full();
    }
    return put(rule, place);
  }

  private RuleOutcome put(ReplyRule rule, RulePlace place) {
    return switch (place) {
      case RulePlace.Last() -> put(rule, rules.size());
      case RulePlace.At(int position) -> put(rule, Math.clamp(position - 1L, 0, rules.size()));
      case RulePlace.Before(String other) when index(other) >= 0 -> put(rule, index(other));
      case RulePlace.After(String other) when index(other) >= 0 -> put(rule, index(other) + 1);
      case RulePlace.Before(String other) -> new RuleOutcome.NoSuchRule(other);
      case RulePlace.After(String other) -> new RuleOutcome.NoSuchRule(other);
    };
  }

  private RuleOutcome put(ReplyRule rule, int index) {
    rules.add(index, rule);
    return new RuleOutcome.Kept(closed(index));
  }

  private PlacedRule closed(int index) {
    return new PlacedRule(index + 1, rules.get(index).closed());
  }

  private int index(String name) {
    return IntStream.range(0, rules.size())
        .filter(i -> rules.get(i).name().equals(name))
        .findFirst()
        .orElse(-1);
  }

  @Override
  public synchronized RuleOutcome change(String name, UnaryOperator<ReplyRule> change, Actor by) {
    int index = index(name);
    if (index < 0) {
      return new RuleOutcome.NoSuchRule(name);
    }
    rules.set(index, change.apply(rules.get(index)));
    return new RuleOutcome.Kept(closed(index));
  }

  @Override
  public synchronized RuleOutcome move(String name, RulePlace place, Actor by) {
    int index = index(name);
    if (index < 0) {
      return new RuleOutcome.NoSuchRule(name);
    }
    if (place.equals(new RulePlace.Before(name)) || place.equals(new RulePlace.After(name))) {
      return new RuleOutcome.Kept(closed(index));
    }
    var rule = rules.remove(index);
    var outcome = put(rule, place);
    if (outcome instanceof RuleOutcome.NoSuchRule) {
      rules.add(index, rule);
    }
    return outcome;
  }

  @Override
  public synchronized boolean remove(String name, Actor by) {
    return rules.removeIf(rule -> rule.name().equals(name));
  }

  @Override
  public synchronized void revealed(String name, Actor to) {
    revealed.add(name);
  }

  /// The rules whose secrets somebody saw.
  public synchronized List<String> revealed() {
    return List.copyOf(revealed);
  }

  @Override
  public synchronized Optional<PlacedRule> find(String name) {
    int index = index(name);
    return index < 0 ? Optional.empty() : Optional.of(closed(index));
  }

  @Override
  public synchronized List<PlacedRule> list(int after, int limit) {
    return IntStream.range(after, rules.size()).limit(limit).mapToObj(this::closed).toList();
  }

  /// All rules, their secrets open.
  public synchronized List<ReplyRule> open() {
    return List.copyOf(rules);
  }
}
