package dev.postern.reply;

import dev.postern.gateway.GatewayPolicy;
import dev.postern.gateway.GroupAttribute;
import dev.postern.gateway.ReplyAttribute;
import dev.postern.octets.Octets;
import dev.postern.radius.dictionary.AttributeDefinition;
import dev.postern.radius.dictionary.Dictionary;
import dev.postern.radius.dictionary.EncodingOutcome;
import dev.postern.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts together what an Access-Accept bears: the attributes of the first rule that matches, then
/// those of the gateway's policy, then the user's groups. An attribute that the rule names is sent
/// as the rule has it and from nowhere else; all others are sent beside it.
public final class Replies {
  private static final int FORTINET = 12356;
  private static final int FORTINET_GROUP_NAME = 1;
  private static final int CLASS = 25;
  private static final int FILTER_ID = 11;
  private static final int LONGEST_IN_VENDOR = 247;

  private final Dictionary dictionary;
  private final Supplier<ReplyRules> rules;

  public Replies(Dictionary dictionary, Supplier<ReplyRules> rules) {
    this.dictionary = dictionary;
    this.rules = rules;
  }

  /// The attributes, as far as they fit into `room` octets: what is left out is the end of the
  /// list, a user's last groups first (RFC 2865, section 3).
  public Replying to(Admission login, GatewayPolicy policy, int room) {
    return switch (rules.get().first(login).orElse(null)) {
      case null -> granted(null, List.of(), login.user(), policy, room);
      case HeldRule.Sound rule -> granted(rule.name(), rule.grants(), login.user(), policy, room);
      case HeldRule.Broken rule -> new Replying.Broken(rule.name(), rule.why());
    };
  }

  private Replying granted(
      @Nullable String rule, List<Grant> ofRule, User user, GatewayPolicy policy, int room) {
    var named = ofRule.stream().map(Grant::name).collect(Collectors.toUnmodifiableSet());
    var wanted = new ArrayList<>(ofRule);
    policy.reply().forEach(attribute -> add(wanted, attribute(attribute), named));
    user.groups().forEach(group -> add(wanted, group(policy.groups(), group), named));
    int fitting = 0;
    int octets = 0;
    for (Grant grant : wanted) {
      octets += grant.length();
      fitting += octets <= room ? 1 : 0;
    }
    return new Replying.Granted(rule, wanted.subList(0, fitting), wanted.size() - fitting);
  }

  private static void add(List<Grant> wanted, Optional<Grant> grant, Set<String> named) {
    grant.filter(one -> !named.contains(one.name())).ifPresent(wanted::add);
  }

  /// None if the dictionary has no such attribute: the gateway's settings were checked when they
  /// were made.
  private Optional<Grant> attribute(ReplyAttribute attribute) {
    return dictionary
        .written(attribute.name(), attribute.value())
        .flatMap(written ->
            written.encode() instanceof EncodingOutcome.Encoded value
                ? Optional.of(new Grant(written.definition(), value, Grant.Source.GATEWAY))
                : Optional.empty());
  }

  private Optional<Grant> group(GroupAttribute how, String group) {
    var name = Octets.utf8(group);
    boolean fits = !name.isEmpty() && name.length() <= LONGEST_IN_VENDOR;
    return fits ? definition(how).map(attribute -> grant(attribute, name)) : Optional.empty();
  }

  private Optional<AttributeDefinition> definition(GroupAttribute how) {
    return switch (how) {
      case NONE -> Optional.empty();
      case FORTINET_GROUP_NAME -> dictionary.numbered(FORTINET, FORTINET_GROUP_NAME);
      case CLASS -> dictionary.numbered(0, CLASS);
      case FILTER_ID -> dictionary.numbered(0, FILTER_ID);
    };
  }

  private static Grant grant(AttributeDefinition attribute, Octets group) {
    return new Grant(attribute, new EncodingOutcome.Encoded(group), Grant.Source.GROUPS);
  }
}
