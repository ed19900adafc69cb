package dev.postern.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.reply.HeldRule;
import dev.postern.reply.ReplyRules;
import dev.postern.reply.RuleConditions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyRulesCheckTest {
  private static final RuleConditions ON_ONE = new RuleConditions("", "", "", "vpn-1", "", "", "");

  private static HeldRule rule(int position, String name, RuleConditions when) {
    return new HeldRule.Sound(position, name, when, List.of());
  }

  private static List<Finding> look(List<HeldRule> rules) {
    return new ReplyRulesCheck(() -> ReplyRules.of(rules)).look();
  }

  @Test
  void rulesThatCanHoldAreSound() {
    assertThat(look(List.of(rule(1, "a", ON_ONE), rule(2, "b", RuleConditions.ANY))))
        .containsExactly(Finding.sound("reply rules", "there are 2, and each can hold"));
  }

  @Test
  void whatThisNodeCannotGrantIsWrongAndWhatNeverHoldsCouldBeBetter() {
    var broken = new HeldRule.Broken(1, "sealed", RuleConditions.ANY, "it lacks key k2");
    assertThat(look(List.of(broken, rule(2, "late", ON_ONE))))
        .containsExactly(
            Finding.wrong(
                "reply rule sealed",
                "this node can't grant it, so that logins that it is for stay unanswered: it lacks"
                    + " key k2",
                ""),
            Finding.advice(
                "reply rule late",
                "it never holds, for sealed before it matches all that it does",
                "posternctl reply-rule move late --before sealed"));
  }

  @Test
  void ofManyTheFirstAreTold() {
    var rules = new ArrayList<HeldRule>();
    for (int i = 1; i <= 40; i++) {
      rules.add(rule(i, "r" + i, RuleConditions.ANY));
    }
    assertThat(look(rules)).hasSize(ReplyRulesCheck.MOST + 1);
  }
}
