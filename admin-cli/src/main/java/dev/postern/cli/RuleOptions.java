package dev.postern.cli;

import dev.postern.api.ReplyRuleAttribute;
import dev.postern.api.ReplyRuleWhen;
import dev.postern.api.Secret;
import dev.postern.radius.dictionary.AttributeText;
import dev.postern.radius.dictionary.Dictionary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whom a reply rule is for and what it grants, as options.
final class RuleOptions {
  @Option(names = "--user", paramLabel = "USER", description = "only for this user")
  @Nullable String user;

  @Option(names = "--group", paramLabel = "GROUP", description = "only for users in this group")
  @Nullable String group;

  @Option(
      names = "--realm",
      paramLabel = "REALM",
      description = "the realm of the user or group (local)")
  @Nullable String realm;

  @Option(names = "--gateway", paramLabel = "NAME", description = "only on this gateway")
  @Nullable String gateway;

  @Option(
      names = "--connect-info",
      paramLabel = "TEXT",
      description = "only where Connect-Info is this")
  @Nullable String connectInfo;

  @Option(
      names = "--nas-identifier",
      paramLabel = "TEXT",
      description = "only where NAS-Identifier is this")
  @Nullable String nasIdentifier;

  @Option(
      names = "--vdom",
      paramLabel = "TEXT",
      description = "only where Fortinet-Vdom-Name is this")
  @Nullable String vdom;

  @Option(
      names = "--reply",
      paramLabel = "NAME[:TAG]=VALUE",
      description = "an attribute to grant; as often as needed")
  List<String> reply = new ArrayList<>();

  @Option(
      names = "--secret",
      paramLabel = "NAME[:TAG]",
      description = "an attribute to grant whose value is a secret, which is asked for")
  List<String> secrets = new ArrayList<>();

  @Option(names = "--secret-stdin", description = "read the value of the one --secret from stdin")
  boolean secretStdin;

  @Nullable ReplyRuleWhen when() {
    return Stream.of(user, group, realm, gateway, connectInfo, nasIdentifier, vdom)
            .allMatch(Objects::isNull)
        ? null
        : new ReplyRuleWhen(realm, user, group, gateway, connectInfo, nasIdentifier, vdom);
  }

  /// The attributes with their values; null if none was named.
  @Nullable List<ReplyRuleAttribute> attributes(Session session) {
    if (secretStdin && secrets.size() != 1) {
      throw CommandFailed.wrongUse(
          "--secret-stdin is for one --secret", "name one, the others by commands of their own");
    }
    var attributes = new ArrayList<ReplyRuleAttribute>();
    reply.forEach(text -> attributes.add(attribute(text)));
    for (String name : secrets) {
      attributes.add(new ReplyRuleAttribute(name, session.secret(secretStdin, "value of " + name)));
    }
    return attributes.isEmpty() ? null : attributes;
  }

  private static ReplyRuleAttribute attribute(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw CommandFailed.wrongUse(
          "--reply takes NAME=VALUE, not '" + text + "'", "such as --reply Session-Timeout=3600");
    }
    String name = text.substring(0, equals).strip();
    if (sensitive(name)) {
      throw CommandFailed.wrongUse(
          name + " is a secret, which no argument may be", "say --secret " + name);
    }
    return new ReplyRuleAttribute(name, new Secret(text.substring(equals + 1).strip()));
  }

  private static boolean sensitive(String name) {
    return Dictionary.load()
        .written(name, "")
        .map(AttributeText::definition)
        .filter(definition -> definition.sensitive())
        .isPresent();
  }
}
