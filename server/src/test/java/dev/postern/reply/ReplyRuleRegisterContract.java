package dev.postern.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.actor.Actor;
import dev.postern.octets.SecretOctets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What any [ReplyRuleRegister] must do.
public interface ReplyRuleRegisterContract {
  Actor ANNA = new Actor.Operator("anna");
  RuleConditions JDOE = new RuleConditions("local", "jdoe", "", "vpn-1", "vpn-ssl", "", "");
  RuleAttribute FILTER = new RuleAttribute("Filter-Id", SecretOctets.utf8("staff \"a\""), false);
  RuleAttribute SECRET =
      new RuleAttribute("Tunnel-Password:1", SecretOctets.utf8("swordfish"), true);

  ReplyRuleRegister register();

  static ReplyRule rule(String name, RuleAttribute... attributes) {
    return new ReplyRule(name, JDOE, List.of(attributes));
  }

  private void add(String... names) {
    for (String name : names) {
      register().add(rule(name), new RulePlace.Last(), ANNA);
    }
  }

  private List<String> names() {
    var all = register().list(0, 100);
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).position()).isEqualTo(i + 1);
    }
    return all.stream().map(placed -> placed.rule().name()).toList();
  }

  @Test
  default void aRuleThatWasAddedIsFoundWithItsSecretsClosed() {
    var rule = rule("staff", SECRET, FILTER);
    var kept = new PlacedRule(1, rule.closed());
    assertThat(register().add(rule, new RulePlace.Last(), ANNA))
        .isEqualTo(new RuleOutcome.Kept(kept));
    assertThat(register().find("staff")).hasValue(kept);
    assertThat(kept.rule().attributes().getFirst().value().isEmpty()).isTrue();
    assertThat(kept.rule().attributes().getLast()).isEqualTo(FILTER);
    assertThat(register().find("other")).isEmpty();
  }

  @Test
  default void aNameIsGivenOnce() {
    add("a");
    assertThat(register().add(rule("a"), new RulePlace.Last(), ANNA))
        .isEqualTo(new RuleOutcome.NameTaken());
  }

  @Test
  default void aRuleIsAddedWhereItIsToStand() {
    add("a", "b");
    register().add(rule("first"), new RulePlace.At(1), ANNA);
    register().add(rule("before"), new RulePlace.Before("b"), ANNA);
    register().add(rule("after"), new RulePlace.After("a"), ANNA);
    register().add(rule("far"), new RulePlace.At(99), ANNA);
    assertThat(names()).containsExactly("first", "a", "after", "before", "b", "far");
    assertThat(register().add(rule("x"), new RulePlace.Before("none"), ANNA))
        .isEqualTo(new RuleOutcome.NoSuchRule("none"));
    assertThat(names()).hasSize(6);
  }

  @Test
  default void aRuleIsMovedAndTheOthersKeepTheirOrder() {
    add("a", "b", "c", "d");
    assertThat(register().move("d", new RulePlace.At(1), ANNA))
        .isEqualTo(new RuleOutcome.Kept(new PlacedRule(1, rule("d"))));
    assertThat(names()).containsExactly("d", "a", "b", "c");
    register().move("d", new RulePlace.After("b"), ANNA);
    assertThat(names()).containsExactly("a", "b", "d", "c");
    register().move("a", new RulePlace.Before("c"), ANNA);
    assertThat(names()).containsExactly("b", "d", "a", "c");
    register().move("b", new RulePlace.Last(), ANNA);
    assertThat(names()).containsExactly("d", "a", "c", "b");
    register().move("d", new RulePlace.Before("d"), ANNA);
    assertThat(names()).containsExactly("d", "a", "c", "b");
    assertThat(register().move("a", new RulePlace.After("none"), ANNA))
        .isEqualTo(new RuleOutcome.NoSuchRule("none"));
    assertThat(register().move("none", new RulePlace.Last(), ANNA))
        .isEqualTo(new RuleOutcome.NoSuchRule("none"));
    assertThat(names()).containsExactly("d", "a", "c", "b");
  }

  @Test
  default void aChangeSeesTheSecretsAndTheRuleKeepsItsPlace() {
    register().add(rule("staff", SECRET), new RulePlace.Last(), ANNA);
    add("b");
    var outcome =
        register()
            .change(
                "staff",
                before -> {
                  assertThat(before.attributes()).containsExactly(SECRET);
                  return new ReplyRule("staff", RuleConditions.ANY, List.of(SECRET, FILTER));
                },
                ANNA);
    var after = new ReplyRule("staff", RuleConditions.ANY, List.of(SECRET, FILTER)).closed();
    assertThat(outcome).isEqualTo(new RuleOutcome.Kept(new PlacedRule(1, after)));
    assertThat(register().find("staff").map(PlacedRule::rule)).isEqualTo(Optional.of(after));
    assertThat(names()).containsExactly("staff", "b");
    assertThat(register().change("none", rule -> rule, ANNA))
        .isEqualTo(new RuleOutcome.NoSuchRule("none"));
  }

  @Test
  default void aChangeThatThrowsChangesNothing() {
    add("a");
    assertThatThrownBy(() -> register().change("a", ReplyRuleRegisterContract::refuse, ANNA))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(register().find("a")).hasValue(new PlacedRule(1, rule("a")));
  }

  private static ReplyRule refuse(ReplyRule rule) {
    throw new IllegalArgumentException("refused " + rule.name());
  }

  @Test
  default void thoseBehindARemovedRuleMoveUp() {
    add("a", "b", "c");
    assertThat(register().remove("b", ANNA)).isTrue();
    assertThat(register().remove("b", ANNA)).isFalse();
    assertThat(names()).containsExactly("a", "c");
  }

  @Test
  default void theListGoesOnBehindAPosition() {
    add("c", "a", "b");
    assertThat(register().list(1, 1))
        .extracting(placed -> placed.rule().name())
        .containsExactly("a");
    assertThat(register().list(3, 9)).isEmpty();
  }
}
