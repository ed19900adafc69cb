package dev.postern.reply;

import java.util.List;

/// A rule as a node holds it in memory, ready to be granted.
public sealed interface HeldRule {
  int position();

  String name();

  RuleConditions when();

  record Sound(int position, String name, RuleConditions when, List<Grant> grants)
      implements HeldRule {
    public Sound {
      grants = List.copyOf(grants);
    }
  }

  /// This node can't grant it, say because it lacks the key that a secret is sealed under. It keeps
  /// its place: those whom it is for must not get what a rule behind it grants.
  record Broken(int position, String name, RuleConditions when, String why) implements HeldRule {}
}
