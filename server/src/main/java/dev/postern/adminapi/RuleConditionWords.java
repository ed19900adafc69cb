package dev.postern.adminapi;

import dev.postern.api.ReplyRuleWhen;
import dev.postern.gateway.GatewayRegister;
import dev.postern.http.Problem;
import dev.postern.http.Refused;
import dev.postern.reply.RuleConditions;
import dev.postern.user.Groups;
import dev.postern.user.RealmName;
import dev.postern.user.UserId;
import dev.postern.user.Users;
import org.jspecify.annotations.Nullable;

/// Reads which logins a rule is for. Whoever is named must be there, so that a slip of the pen does
/// not make a rule that never holds.
final class RuleConditionWords {
  /// No more of these attributes is looked at in a request.
  private static final int LONGEST = 64;

  private final Users users;
  private final Groups groups;
  private final GatewayRegister gateways;

  RuleConditionWords(Users users, Groups groups, GatewayRegister gateways) {
    this.users = users;
    this.groups = groups;
    this.gateways = gateways;
  }

  /// What was given, and of what was not what was there before. A change that names nobody new is
  /// not refused because somebody is gone.
  RuleConditions read(RuleConditions before, @Nullable ReplyRuleWhen given, Caller caller) {
    if (given == null) {
      return before;
    }
    String user = user(given.user(), before.user());
    String group = or(given.group(), before.group());
    String realm = realm(given.realm(), before.realm(), user + group, caller);
    var after =
        new RuleConditions(
            realm,
            user,
            group,
            or(given.gateway(), before.gateway()),
            text("connectInfo", given.connectInfo(), before.connectInfo()),
            text("nasIdentifier", given.nasIdentifier(), before.nasIdentifier()),
            text("vdom", given.vdom(), before.vdom()));
    requireNamed(before, after);
    return after;
  }

  private static String or(@Nullable String given, String before) {
    return given == null ? before : given;
  }

  private static String user(@Nullable String given, String before) {
    return given == null || given.isEmpty() ? or(given, before) : PathNames.userName(given).text();
  }

  private static String realm(
      @Nullable String given, String before, String whoever, Caller caller) {
    if (whoever.isEmpty()) {
      if (given != null && !given.isEmpty()) {
        throw Problem.invalid("a realm says of which realm the user or group is, and none is named")
            .field("realm")
            .refused();
      }
      return "";
    }
    String named = or(given, before);
    return PathNames.realm(named.isEmpty() ? null : named, caller).text();
  }

  private static String text(String field, @Nullable String given, String before) {
    String text = or(given, before).strip();
    if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
      throw Problem.invalid("it has at most " + LONGEST + " characters, none a control character")
          .field(field)
          .refused();
    }
    return text;
  }

  private void requireNamed(RuleConditions before, RuleConditions after) {
    boolean moved = !after.realm().equals(before.realm());
    var realm = after.realm().isEmpty() ? RealmName.LOCAL : new RealmName(after.realm());
    if (!after.user().isEmpty() && (moved || !after.user().equals(before.user()))) {
      var name = PathNames.userName(after.user());
      if (users.find(UserId.of(realm, name)).isEmpty()) {
        throw nobody("user", realm + "/" + name, "posternctl user list");
      }
    }
    if (!after.group().isEmpty() && (moved || !after.group().equals(before.group()))) {
      if (groups.of(realm).stream().noneMatch(it -> it.group().name().equals(after.group()))) {
        throw nobody("group", realm + "/" + after.group(), "posternctl group list");
      }
    }
    if (!after.gateway().isEmpty()
        && !after.gateway().equals(before.gateway())
        && gateways.find(after.gateway()).isEmpty()) {
      throw nobody("gateway", after.gateway(), "posternctl gateway list");
    }
  }

  private static Refused nobody(String what, String name, String hint) {
    return Problem.invalid("there is no " + what + " '" + name + "'")
        .hint("run: " + hint)
        .field(what)
        .refused();
  }
}
