package dev.postern.reply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All rules as a node holds them, in their order. Immutable, so that any number of logins ask it
/// without a lock.
///
/// Every condition is one of equality. So the rules that name the same conditions, of which there
/// are 64 sorts at most, stand in one hash table by what they demand, and a login is looked up once
/// in the table of each sort that is in use (once for each of its groups where a group is
/// demanded): what it costs does not grow with the number of rules.
public final class ReplyRules {
  public static final ReplyRules NONE = of(List.of());

  /// Which conditions a rule names.
  private record Sort(
      boolean user,
      boolean group,
      boolean gateway,
      boolean connectInfo,
      boolean nasIdentifier,
      boolean vdom) {
    static Sort of(RuleConditions when) {
      return new Sort(
          !when.user().isEmpty(),
          !when.group().isEmpty(),
          !when.gateway().isEmpty(),
          !when.connectInfo().isEmpty(),
          !when.nasIdentifier().isEmpty(),
          !when.vdom().isEmpty());
    }

    /// What a rule of this sort must demand to be met by these values.
    Key key(Key all) {
      return new Key(
          user || group ? all.realm : "",
          user ? all.user : "",
          group ? all.group : "",
          gateway ? all.gateway : "",
          connectInfo ? all.connectInfo : "",
          nasIdentifier ? all.nasIdentifier : "",
          vdom ? all.vdom : "");
    }
  }

  /// What is demanded, or what a login has to meet it with.
  private record Key(
      String realm,
      String user,
      String group,
      String gateway,
      String connectInfo,
      String nasIdentifier,
      String vdom) {
    static Key of(RuleConditions when) {
      return new Key(
          when.realm(),
          when.user(),
          when.group(),
          when.gateway(),
          folded(when.connectInfo()),
          folded(when.nasIdentifier()),
          folded(when.vdom()));
    }

    static Key of(Admission login, String group) {
      return new Key(
          login.user().realm().text(),
          login.user().name().text(),
          group,
          login.gateway(),
          folded(login.connectInfo()),
          folded(login.nasIdentifier()),
          folded(login.vdom()));
    }

    private static String folded(String text) {
      return text.toLowerCase(Locale.ROOT);
    }
  }

  private final List<HeldRule> rules;
  private final Map<Sort, Map<Key, HeldRule>> bySort;

  private ReplyRules(List<HeldRule> rules, Map<Sort, Map<Key, HeldRule>> bySort) {
    this.rules = rules;
    this.bySort = bySort;
  }

  /// The rules in their order.
  public static ReplyRules of(List<HeldRule> rules) {
    var bySort = new LinkedHashMap<Sort, Map<Key, HeldRule>>();
    for (var rule : rules) {
      bySort
          .computeIfAbsent(Sort.of(rule.when()), _ -> new HashMap<>())
          .putIfAbsent(Key.of(rule.when()), rule);
    }
    return new ReplyRules(List.copyOf(rules), bySort);
  }

  /// All of them, in their order.
  public List<HeldRule> rules() {
    return rules;
  }

  public int size() {
    return rules.size();
  }

  /// Those that this node can't grant.
  public List<HeldRule.Broken> broken() {
    var broken = new ArrayList<HeldRule.Broken>();
    for (var rule : rules) {
      if (rule instanceof HeldRule.Broken one) {
        broken.add(one);
      }
    }
    return broken;
  }

  /// The first rule that this login meets.
  public Optional<HeldRule> first(Admission login) {
    @Nullable HeldRule first = null;
    for (var sort : bySort.entrySet()) {
      if (sort.getKey().group()) {
        for (String group : login.user().groups()) {
          first = earlier(first, sort, Key.of(login, group));
        }
      } else {
        first = earlier(first, sort, Key.of(login, ""));
      }
    }
    return Optional.ofNullable(first);
  }

  /// The rule that comes before this one and demands nothing that this one does not, so that this
  /// one never holds.
  public Optional<HeldRule> shadowing(HeldRule rule) {
    @Nullable HeldRule first = null;
    var demanded = Key.of(rule.when());
    for (var sort : bySort.entrySet()) {
      first = earlier(first, sort, demanded);
    }
    return Optional.ofNullable(first).filter(before -> before.position() < rule.position());
  }

  private static @Nullable HeldRule earlier(
      @Nullable HeldRule first, Map.Entry<Sort, Map<Key, HeldRule>> sort, Key login) {
    @Nullable HeldRule met = sort.getValue().get(sort.getKey().key(login));
    return met != null && (first == null || met.position() < first.position()) ? met : first;
  }
}
