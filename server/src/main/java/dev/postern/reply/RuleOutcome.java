package dev.postern.reply;

/// How a change of the rules ended.
public sealed interface RuleOutcome {
  /// This is how the rule stands now, its secrets closed.
  record Kept(PlacedRule rule) implements RuleOutcome {}

  record NameTaken() implements RuleOutcome {}

  /// There is none of this name, be it the rule itself or the one that it is to stand beside.
  record NoSuchRule(String name) implements RuleOutcome {}

  /// There are as many as there may be.
  record Full() implements RuleOutcome {}
}
