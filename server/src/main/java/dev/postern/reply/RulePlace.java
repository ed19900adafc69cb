package dev.postern.reply;

/// Where in the order a rule is to stand.
public sealed interface RulePlace {
  record Last() implements RulePlace {}

  /// At this place from 1, or the last if there are fewer.
  record At(int position) implements RulePlace {}

  record Before(String rule) implements RulePlace {}

  record After(String rule) implements RulePlace {}
}
