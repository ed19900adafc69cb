package dev.postern.doctor;

import dev.postern.reply.HeldRule;
import dev.postern.reply.ReplyRules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Whether this node can grant every reply rule, and whether every rule can hold.
public final class ReplyRulesCheck implements Check {
  static final int MOST = 20;
  private static final String RULES = "reply rules";

  private final Supplier<ReplyRules> rules;

  public ReplyRulesCheck(Supplier<ReplyRules> rules) {
    this.rules = rules;
  }

  @Override
  public List<Finding> look() {
    var all = rules.get();
    var findings = new ArrayList<Finding>();
    for (HeldRule rule : all.rules()) {
      if (rule instanceof HeldRule.Broken(int _, String name, var _, String why)) {
        findings.add(
            Finding.wrong(
                "reply rule " + name,
                "this node can't grant it, so that logins that it is for stay unanswered: " + why,
                ""));
      }
      all.shadowing(rule)
          .ifPresent(before ->
              findings.add(
                  Finding.advice(
                      "reply rule " + rule.name(),
                      "it never holds, for "
                          + before.name()
                          + " before it matches all that it does",
                      "posternctl reply-rule move " + rule.name() + " --before " + before.name())));
    }
    return findings.isEmpty()
        ? List.of(Finding.sound(RULES, "there are " + all.size() + ", and each can hold"))
        : bounded(findings);
  }

  private static List<Finding> bounded(List<Finding> findings) {
    if (findings.size() <= MOST) {
      return findings;
    }
    var first = new ArrayList<>(findings.subList(0, MOST));
    first.add(Finding.advice(RULES, findings.size() - MOST + " more findings are not shown", ""));
    return first;
  }
}
