package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.NewReplyRule;
import dev.postern.api.ReplyRuleChange;
import dev.postern.api.ReplyRuleView;
import dev.postern.api.ReplyRuleWhen;
import dev.postern.api.ReplyTest;
import dev.postern.api.ReplyTested;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `posternctl reply-rule …`
@Command(
    name = "reply-rule",
    description = "what users are granted beside a gateway's policy: the first rule that matches")
final class ReplyRuleCommands {
  private final Session session;

  ReplyRuleCommands(Session session) {
    this.session = session;
  }

  @Command(name = "add", description = "add a rule, the last if no place is named")
  void add(
      @Parameters(paramLabel = "NAME", description = "the rule's name") String name,
      @Mixin RuleOptions options,
      @Mixin RulePlaceOptions place) {
    var added = new NewReplyRule(name, options.when(), options.attributes(session), place.place());
    ReplyRuleView view =
        session.api().post(Place.of(ApiPaths.REPLY_RULES), added, ReplyRuleView.class);
    session.show(view, "reply rule " + name + " added at position " + view.position());
    warn(view);
  }

  private void warn(ReplyRuleView rule) {
    if (rule.shadowedBy() != null) {
      session.note(
          "warning: rule "
              + rule.shadowedBy()
              + " stands before "
              + rule.name()
              + " and matches all that it does, so that it never holds");
      session.hint("posternctl reply-rule move " + rule.name() + " --before " + rule.shadowedBy());
    }
  }

  @Command(name = "list", description = "list rules in their order")
  void list() {
    session.list(
        ListOf.all(
            Place.of(ApiPaths.REPLY_RULES),
            ReplyRuleView.class,
            "POSITION",
            "NAME",
            "FOR",
            "GRANTS"),
        this::row);
  }

  private List<String> row(ReplyRuleView rule) {
    String never = rule.shadowedBy() == null ? "" : " (never: see " + rule.shadowedBy() + ")";
    return List.of(
        String.valueOf(rule.position()),
        rule.name(),
        whom(rule.when()) + never,
        rule.reply().isEmpty()
            ? "nothing more"
            : rule.reply().stream()
                .map(ReplyRuleView.Shown::name)
                .distinct()
                .collect(Collectors.joining(", ")));
  }

  private static String whom(ReplyRuleWhen when) {
    String realm = when.realm() == null ? "" : when.realm() + "/";
    String whom =
        Stream.of(
                part("user ", when.user() == null ? null : realm + when.user()),
                part("group ", when.group() == null ? null : realm + when.group()),
                part("gateway ", when.gateway()),
                part("Connect-Info ", when.connectInfo()),
                part("NAS-Identifier ", when.nasIdentifier()),
                part("Fortinet-Vdom-Name ", when.vdom()))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", "));
    return whom.isEmpty() ? "everybody" : whom;
  }

  private static String part(String name, @Nullable String value) {
    return value == null ? "" : name + value;
  }

  @Command(name = "show", description = "show a rule; secrets are not shown")
  void show(@Parameters(paramLabel = "NAME", description = "the rule's name") String name) {
    ReplyRuleView view =
        session.api().get(Place.of(ApiPaths.REPLY_RULE, name), ReplyRuleView.class);
    var details =
        new Details()
            .line("name", view.name())
            .line("position", view.position())
            .line("for", whom(view.when()));
    for (var attribute : view.reply()) {
      String value = attribute.value() == null ? "(a secret)" : attribute.value();
      details.line("reply", attribute.name() + " = " + value);
    }
    session.show(view, details);
    warn(view);
  }

  @Command(name = "change", description = "change a rule; what is not named stays as it is")
  void change(
      @Parameters(paramLabel = "NAME", description = "the rule's name") String name,
      @Mixin RuleOptions options,
      @Option(
              names = "--without",
              paramLabel = "ATTRIBUTE",
              split = ",",
              description = "an attribute to grant no longer")
          @Nullable List<String> without) {
    var change = new ReplyRuleChange(options.when(), options.attributes(session), without);
    Session.requireSome(
        Stream.of(change.when(), change.reply(), change.without()).anyMatch(Objects::nonNull));
    ReplyRuleView view =
        session.api().patch(Place.of(ApiPaths.REPLY_RULE, name), change, ReplyRuleView.class);
    session.show(view, "reply rule " + name + " changed");
    warn(view);
  }

  @Command(name = "move", description = "give a rule another place in the order")
  void move(
      @Parameters(paramLabel = "NAME", description = "the rule's name") String name,
      @Mixin RulePlaceOptions place) {
    var wanted = place.place();
    if (wanted == null) {
      throw CommandFailed.wrongUse(
          "no place is named for " + name, "such as --before RULE, --position 1 or --last");
    }
    ReplyRuleView view =
        session.api().put(Place.of(ApiPaths.REPLY_RULE_PLACE, name), wanted, ReplyRuleView.class);
    session.show(view, "reply rule " + name + " stands at position " + view.position());
    warn(view);
  }

  @Command(name = "remove", description = "remove a rule")
  void remove(
      @Parameters(paramLabel = "NAME", description = "the rule's name") String name,
      @Mixin Sure sure) {
    session.confirm(sure.yes, "remove reply rule " + name);
    session.api().delete(Place.of(ApiPaths.REPLY_RULE, name));
    session.done("reply rule " + name + " removed");
  }

  @Command(name = "test", description = "show what a user would be granted on a gateway")
  void test(
      @Mixin UserArgument user,
      @Parameters(index = "1", paramLabel = "GATEWAY", description = "the gateway's name")
          String gateway,
      @Option(names = "--connect-info", paramLabel = "TEXT", description = "the Connect-Info sent")
          @Nullable String connectInfo,
      @Option(
              names = "--nas-identifier",
              paramLabel = "TEXT",
              description = "the NAS-Identifier sent")
          @Nullable String nasIdentifier,
      @Option(names = "--vdom", paramLabel = "TEXT", description = "the Fortinet-Vdom-Name sent")
          @Nullable String vdom,
      @Option(names = "--secrets", description = "show secrets too, which is audited")
          boolean secrets) {
    var asked = new ReplyTest(user.realm, user.name, gateway, connectInfo, nasIdentifier, vdom);
    Place place = Place.of(secrets ? ApiPaths.REPLY_TEST_SECRETS : ApiPaths.REPLY_TEST);
    ReplyTested tested = session.api().post(place, asked, ReplyTested.class);
    if (session.json()) {
      session.printJson(List.of(tested));
      return;
    }
    print(tested);
  }

  private void print(ReplyTested tested) {
    var held = new ArrayList<String>();
    held.add(tested.rule() == null ? "no rule matches" : "rule " + tested.rule() + " holds");
    if (tested.refinement() != null) {
      held.add("the gateway's refinement " + tested.refinement() + " holds");
    }
    session.done(
        tested.realm()
            + "/"
            + tested.user()
            + " on "
            + tested.gateway()
            + ": "
            + String.join(", ", held));
    var table = new Table(session.out(), List.of("ATTRIBUTE", "VALUE", "FROM"));
    table.print(
        tested.reply().stream()
            .map(one -> List.of(one.name(), one.value(), from(one.from(), tested)))
            .toList());
    table.end();
    if (tested.leftOut() > 0) {
      session.note("warning: " + tested.leftOut() + " attributes more do not fit into a packet");
    }
  }

  private static String from(ReplyTested.From from, ReplyTested tested) {
    return switch (from) {
      case RULE -> "rule " + tested.rule();
      case GATEWAY -> "gateway " + tested.gateway();
      case GROUPS -> "the user's groups";
    };
  }
}
