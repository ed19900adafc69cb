package dev.postern.adminapi;

import static dev.postern.adminapi.Permission.SEE_GATEWAYS;
import static dev.postern.adminapi.Permission.SEE_REPLY_SECRETS;

import dev.postern.api.ApiPaths;
import dev.postern.api.ReplyTest;
import dev.postern.api.ReplyTested;
import dev.postern.gateway.GatewayRegister;
import dev.postern.gateway.GatewayRules;
import dev.postern.gateway.ReplyCheck;
import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import dev.postern.reply.Admission;
import dev.postern.reply.Grant;
import dev.postern.reply.Replies;
import dev.postern.reply.ReplyRuleRegister;
import dev.postern.reply.Replying;
import dev.postern.user.Users;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a user would be granted on a gateway. It is put together as for a login; nothing is spent
/// and nobody logs in.
public final class ReplyTestRoutes implements AdminRoutes {
  /// What a packet has beside a header and a Message-Authenticator (RFC 2865, section 3).
  private static final int ROOM = 4096 - 20 - 18;

  private final Users users;
  private final GatewayRegister gateways;
  private final ReplyRuleRegister register;
  private final Replies replies;

  /// `replies` goes by the rules as they are in the database.
  public ReplyTestRoutes(
      Users users, GatewayRegister gateways, ReplyRuleRegister register, Replies replies) {
    this.users = users;
    this.gateways = gateways;
    this.register = register;
    this.replies = replies;
  }

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        new AdminRoute(Method.POST, ApiPaths.REPLY_TEST, SEE_GATEWAYS, this::test),
        new AdminRoute(
            Method.POST, ApiPaths.REPLY_TEST_SECRETS, SEE_REPLY_SECRETS, this::testRevealed));
  }

  private Answer test(Request request, Caller caller) {
    return tested(request, caller, Grant::shown);
  }

  private Answer testRevealed(Request request, Caller caller) {
    return tested(request, caller, Grant::revealed);
  }

  private Answer tested(Request request, Caller caller, Function<Grant, String> value) {
    caller.requireAllRealms();
    var asked = request.body(ReplyTest.class);
    if (asked.user() == null || asked.gateway() == null) {
      return Answer.failed(Problem.invalid("a user and a gateway are wanted"));
    }
    var named = PathNames.user(asked.realm(), asked.user(), caller);
    var user = users.find(named.id()).orElseThrow(() -> named.unknown().refused()).user();
    var login =
        new Admission(
            user,
            asked.gateway(),
            text(asked.connectInfo()),
            text(asked.nasIdentifier()),
            text(asked.vdom()));
    var rules = rules(asked.gateway());
    int refinement = rules.refinementFor(login.connectInfo(), login.nasIdentifier(), login.vdom());
    return switch (replies.to(login, rules.policyOf(refinement), ROOM)) {
      case Replying.Granted granted -> {
        var shown = granted.grants().stream().map(grant -> granted(grant, value)).toList();
        granted.held().ifPresent(rule -> revealed(rule, shown, granted.grants(), caller));
        yield Answer.ok(
            new ReplyTested(
                user.realm().text(),
                user.name().text(),
                asked.gateway(),
                granted.rule(),
                refinement == 0 ? null : refinement,
                shown,
                granted.leftOut()));
      }
      case Replying.Broken(String rule, String why) ->
          Answer.failed(
              Problem.conflict("rule '" + rule + "' holds, and this node can't grant it: " + why)
                  .hint("run: posternctl doctor"));
    };
  }

  /// That an operator saw secrets of a rule is audited before they are shown.
  private void revealed(
      String rule, List<ReplyTested.Granted> shown, List<Grant> grants, Caller caller) {
    for (int i = 0; i < grants.size(); i++) {
      if (!shown.get(i).value().equals(grants.get(i).shown())) {
        register.revealed(rule, caller.actor());
        return;
      }
    }
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private GatewayRules rules(String gateway) {
    var registered =
        gateways
            .find(gateway)
            .orElseThrow(() ->
                Problem.notFound("there is no gateway '" + gateway + "'")
                    .hint("run: posternctl gateway list")
                    .refused());
    return GatewayWords.rules(registered.settings(), ReplyCheck.NONE);
  }

  private static ReplyTested.Granted granted(Grant grant, Function<Grant, String> value) {
    return new ReplyTested.Granted(
        grant.name(), value.apply(grant), ReplyTested.From.valueOf(grant.source().name()));
  }
}
