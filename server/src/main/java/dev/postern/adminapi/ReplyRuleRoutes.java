package dev.postern.adminapi;

import static dev.postern.adminapi.Permission.CHANGE_GATEWAYS;
import static dev.postern.adminapi.Permission.SEE_GATEWAYS;

import dev.postern.api.ApiPaths;
import dev.postern.api.NewReplyRule;
import dev.postern.api.ReplyRuleChange;
import dev.postern.api.ReplyRulePlace;
import dev.postern.gateway.GatewayRegister;
import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Page;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import dev.postern.reply.PlacedRule;
import dev.postern.reply.ReplyRule;
import dev.postern.reply.ReplyRuleRegister;
import dev.postern.reply.ReplyRules;
import dev.postern.reply.RuleAttribute;
import dev.postern.reply.RuleConditions;
import dev.postern.reply.RuleOutcome;
import dev.postern.reply.RuleReader;
import dev.postern.user.Groups;
import dev.postern.user.Users;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/// The routes of reply rules. They belong to no realm, so a key that is limited to one does not
/// reach them.
public final class ReplyRuleRoutes implements AdminRoutes {
  private final ReplyRuleRegister register;
  private final RuleReader reader;
  private final RuleConditionWords conditions;

  public ReplyRuleRoutes(
      ReplyRuleRegister register,
      RuleReader reader,
      Users users,
      Groups groups,
      GatewayRegister gateways) {
    this.register = register;
    this.reader = reader;
    this.conditions = new RuleConditionWords(users, groups, gateways);
  }

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        new AdminRoute(Method.GET, ApiPaths.REPLY_RULES, SEE_GATEWAYS, this::list),
        new AdminRoute(Method.POST, ApiPaths.REPLY_RULES, CHANGE_GATEWAYS, this::add),
        new AdminRoute(Method.GET, ApiPaths.REPLY_RULE, SEE_GATEWAYS, this::show),
        new AdminRoute(Method.PATCH, ApiPaths.REPLY_RULE, CHANGE_GATEWAYS, this::change),
        new AdminRoute(Method.DELETE, ApiPaths.REPLY_RULE, CHANGE_GATEWAYS, this::remove),
        new AdminRoute(Method.PUT, ApiPaths.REPLY_RULE_PLACE, CHANGE_GATEWAYS, this::move));
  }

  private Answer list(Request request, Caller caller) {
    caller.requireAllRealms();
    var range = request.range();
    var rules = register.list(position(range.after()), range.limit() + 1);
    var all = ReplyRuleWords.conditions(register.list(0, ReplyRuleRegister.MOST));
    return Answer.ok(
        Page.of(rules, range, rule -> String.valueOf(rule.position()))
            .map(rule -> ReplyRuleWords.view(rule, all)));
  }

  private static int position(String after) {
    if (after.isEmpty()) {
      return 0;
    }
    if (!after.matches("[0-9]{1,6}")) {
      throw Problem.invalid("'" + after + "' is no position").field("after").refused();
    }
    return Integer.parseInt(after);
  }

  private Answer show(Request request, Caller caller) {
    caller.requireAllRealms();
    String name = request.segment("name");
    return register.find(name).map(this::view).orElseGet(() -> noSuchRule(name));
  }

  private Answer view(PlacedRule rule) {
    return Answer.ok(ReplyRuleWords.view(rule, before(rule)));
  }

  /// Only what stands before a rule can keep it from holding.
  private ReplyRules before(PlacedRule rule) {
    return ReplyRuleWords.conditions(register.list(0, rule.position()));
  }

  private Answer add(Request request, Caller caller) {
    caller.requireAllRealms();
    var asked = request.body(NewReplyRule.class);
    if (asked.name() == null || !ReplyRule.sound(asked.name())) {
      return Answer.failed(
          Problem.invalid("a rule's name is 1 to 63 letters, digits, '.', '_' or '-'")
              .field("name"));
    }
    var when = conditions.read(RuleConditions.ANY, asked.when(), caller);
    var rule = new ReplyRule(asked.name(), when, sound(attributes(asked)));
    var place = ReplyRuleWords.place(asked.place());
    return answer(
        register.add(rule, place, caller.actor()),
        asked.name(),
        kept -> Answer.created(ReplyRuleWords.view(kept, before(kept))));
  }

  private List<RuleAttribute> attributes(NewReplyRule asked) {
    return ReplyRuleWords.attributes(asked.reply(), reader);
  }

  private List<RuleAttribute> sound(List<RuleAttribute> attributes) {
    var problems = reader.problems(attributes);
    if (!problems.isEmpty()) {
      throw Problem.invalid(String.join("; ", problems)).field("reply").refused();
    }
    return attributes;
  }

  private Answer change(Request request, Caller caller) {
    caller.requireAllRealms();
    String name = request.segment("name");
    var asked = request.body(ReplyRuleChange.class);
    return answer(
        register.change(name, rule -> changed(rule, asked, caller), caller.actor()),
        name,
        this::view);
  }

  private ReplyRule changed(ReplyRule rule, ReplyRuleChange asked, Caller caller) {
    var added = ReplyRuleWords.attributes(asked.reply(), reader);
    var gone = new HashSet<String>();
    added.forEach(attribute -> gone.add(attribute.plainName()));
    for (String name : Objects.requireNonNullElse(asked.without(), List.<String>of())) {
      gone.add(there(rule, reader.plainName(name)));
    }
    var attributes = new ArrayList<>(staying(rule, gone));
    attributes.addAll(added);
    return new ReplyRule(
        rule.name(), conditions.read(rule.when(), asked.when(), caller), sound(attributes));
  }

  private static String there(ReplyRule rule, String name) {
    if (rule.attributes().stream().noneMatch(it -> it.plainName().equals(name))) {
      throw Problem.invalid("rule '" + rule.name() + "' has no " + name)
          .hint("run: posternctl reply-rule show " + rule.name())
          .field("without")
          .refused();
    }
    return name;
  }

  private static List<RuleAttribute> staying(ReplyRule rule, Set<String> gone) {
    return rule.attributes().stream()
        .filter(attribute -> !gone.contains(attribute.plainName()))
        .toList();
  }

  private Answer move(Request request, Caller caller) {
    caller.requireAllRealms();
    String name = request.segment("name");
    var place = ReplyRuleWords.place(request.body(ReplyRulePlace.class));
    return answer(register.move(name, place, caller.actor()), name, this::view);
  }

  private Answer remove(Request request, Caller caller) {
    caller.requireAllRealms();
    String name = request.segment("name");
    return register.remove(name, caller.actor()) ? Answer.done() : noSuchRule(name);
  }

  private static Answer answer(
      RuleOutcome outcome, String name, Function<PlacedRule, Answer> kept) {
    return switch (outcome) {
      case RuleOutcome.Kept(PlacedRule rule) -> kept.apply(rule);
      case RuleOutcome.NameTaken() ->
          Answer.failed(
              Problem.conflict("there is a reply rule '" + name + "' already").field("name"));
      case RuleOutcome.NoSuchRule(String missing) -> noSuchRule(missing);
      case RuleOutcome.Full() ->
          Answer.failed(
              Problem.conflict("there are " + ReplyRuleRegister.MOST + " reply rules already")
                  .hint("one rule for a group does what many for its users do"));
    };
  }

  private static Answer noSuchRule(String name) {
    return Answer.failed(
        Problem.notFound("there is no reply rule '" + name + "'")
            .hint("run: posternctl reply-rule list"));
  }
}
