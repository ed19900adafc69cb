package dev.postern.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.user.RealmName;
import dev.postern.user.Recoverable;
import dev.postern.user.User;
import dev.postern.user.UserId;
import dev.postern.user.UserName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplyRulesTest {
  private static final int MANY = ReplyRuleRegister.MOST;

  private final Random random = new Random(7);

  static Admission login(String user, List<String> groups, String gateway, String connectInfo) {
    return login(user, groups, gateway, connectInfo, "", "");
  }

  private static Admission login(
      String user,
      List<String> groups,
      String gateway,
      String connectInfo,
      String nasIdentifier,
      String vdom) {
    var name = new UserName(user);
    return new Admission(
        new User(
            UserId.of(RealmName.LOCAL, name),
            RealmName.LOCAL,
            name,
            "",
            "",
            "",
            groups,
            true,
            true,
            Recoverable.NOTHING),
        gateway,
        connectInfo,
        nasIdentifier,
        vdom);
  }

  private static HeldRule rule(int position, RuleConditions when) {
    return new HeldRule.Sound(position, "rule-" + position, when, List.of());
  }

  @Test
  void theFirstRuleThatALoginMeetsHoldsWhateverItDemands() {
    for (int round = 0; round < 200; round++) {
      var rules = new ArrayList<HeldRule>();
      for (int position = 1; position <= 40; position++) {
        rules.add(rule(position, conditions()));
      }
      var table = ReplyRules.of(rules);
      for (int i = 0; i < 50; i++) {
        var login =
            login(
                any("u"),
                List.of(any("g"), any("g")),
                any("w"),
                any("C"),
                any("n"),
                random.nextBoolean() ? "" : any("v"));
        Optional<HeldRule> expected =
            rules.stream().filter(rule -> meets(rule.when(), login)).findFirst();
        assertThat(table.first(login)).isEqualTo(expected);
      }
    }
  }

  private RuleConditions conditions() {
    String user = random.nextInt(3) == 0 ? any("u") : "";
    String group = random.nextInt(3) == 0 ? any("g") : "";
    return new RuleConditions(
        user.isEmpty() && group.isEmpty() ? "" : "local",
        user,
        group,
        random.nextInt(3) == 0 ? any("w") : "",
        random.nextInt(3) == 0 ? any("c") : "",
        random.nextInt(4) == 0 ? any("n") : "",
        random.nextInt(4) == 0 ? any("v") : "");
  }

  private String any(String of) {
    return of + random.nextInt(3);
  }

  private static boolean meets(RuleConditions when, Admission login) {
    return (when.user().isEmpty() || when.user().equals(login.user().name().text()))
        && (when.group().isEmpty() || login.user().groups().contains(when.group()))
        && (when.gateway().isEmpty() || when.gateway().equals(login.gateway()))
        && folded(when.connectInfo(), login.connectInfo())
        && folded(when.nasIdentifier(), login.nasIdentifier())
        && folded(when.vdom(), login.vdom());
  }

  private static boolean folded(String wanted, String sent) {
    return wanted.isEmpty()
        || wanted.toLowerCase(Locale.ROOT).equals(sent.toLowerCase(Locale.ROOT));
  }

  @Test
  void aUserOfAnotherRealmIsAnotherUser() {
    var table = ReplyRules.of(List.of(rule(1, new RuleConditions("b", "u", "", "", "", "", ""))));
    assertThat(table.first(login("u", List.of(), "w", ""))).isEmpty();
  }

  @Test
  void whatIsBehindARuleThatDemandsLessNeverHolds() {
    var all = rule(2, new RuleConditions("", "", "", "vpn-1", "", "", ""));
    var one = rule(3, new RuleConditions("local", "u", "", "vpn-1", "test", "", ""));
    var before = rule(1, new RuleConditions("local", "u", "", "vpn-1", "", "", ""));
    var table = ReplyRules.of(List.of(before, all, one));
    assertThat(table.shadowing(one)).hasValue(before);
    assertThat(table.shadowing(all)).isEmpty();
    assertThat(table.shadowing(before)).isEmpty();
  }

  /// A scan of so many rules would take a hundred times as long.
  @Test
  void whatALoginCostsDoesNotGrowWithTheRules() {
    var rules = new ArrayList<HeldRule>();
    for (int i = 1; i <= MANY; i++) {
      rules.add(rule(i, new RuleConditions("", "", "", "vpn-1", "service-" + i, "", "")));
    }
    var table = ReplyRules.of(rules);
    var login = login("u", List.of("a", "b"), "vpn-1", "service-" + MANY);
    long began = System.nanoTime();
    for (int i = 0; i < 20_000; i++) {
      assertThat(table.first(login).isPresent()).isTrue();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
  }
}
