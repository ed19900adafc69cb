package dev.postern.access;

import dev.postern.gateway.GatewayPolicy;
import dev.postern.gateway.GroupAttribute;
import dev.postern.gateway.ReplyAttribute;
import dev.postern.octets.Octets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.dictionary.AttributeDefinition;
import dev.postern.radius.dictionary.Dictionary;
import dev.postern.radius.dictionary.EncodingOutcome;
import dev.postern.user.User;
import java.util.ArrayList;
import java.util.List;

/// The attributes that our answers carry: what the policy grants with an Access-Accept, and what
/// asks for a code with an Access-Challenge.
final class ReplyAttributes {
  private static final int FORTINET = 12356;
  private static final int FORTINET_GROUP_NAME = 1;
  private static final int FORTINET_FAC_CHALLENGE_CODE = 15;
  private static final int LONGEST_TEXT = 253;
  private static final int LONGEST_IN_VENDOR = 247;

  private final Dictionary dictionary;

  ReplyAttributes(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /// Attributes of an Access-Accept, and how many did not fit.
  record Granted(List<Attribute> attributes, int leftOut) {}

  /// What the policy grants, then the user's groups, as far as they fit into `room` octets: what is
  /// left out is the end of the list, a user's last groups first (RFC 2865, section 3).
  Granted granted(GatewayPolicy policy, User user, int room) {
    var wanted = new ArrayList<Attribute>();
    policy.reply().forEach(attribute -> wanted.addAll(encoded(attribute)));
    user.groups().forEach(group -> wanted.addAll(group(policy.groups(), group)));
    int fitting = 0;
    int octets = 0;
    for (Attribute attribute : wanted) {
      octets += attribute.length();
      fitting += octets <= room ? 1 : 0;
    }
    return new Granted(List.copyOf(wanted.subList(0, fitting)), wanted.size() - fitting);
  }

  static int octets(List<Attribute> attributes) {
    return attributes.stream().mapToInt(Attribute::length).sum();
  }

  private List<Attribute> encoded(ReplyAttribute wanted) {
    var definition = dictionary.named(wanted.name());
    if (definition.isEmpty()) {
      return List.of(); // the gateway's settings were checked when they were made
    }
    return switch (definition.get().encode(wanted.value())) {
      case EncodingOutcome.Encoded(Octets value) -> List.of(attribute(definition.get(), value));
      case EncodingOutcome.Unsuitable(String _) -> List.of();
    };
  }

  private static Attribute attribute(AttributeDefinition definition, Octets value) {
    return definition.vendorSpecific()
        ? Attribute.vendor(definition.vendor().id(), definition.type(), value)
        : new Attribute(definition.type(), value);
  }

  private static List<Attribute> group(GroupAttribute how, String group) {
    var name = Octets.utf8(group);
    boolean fits = !name.isEmpty() && name.length() <= LONGEST_IN_VENDOR;
    if (!fits) {
      return List.of();
    }
    return switch (how) {
      case NONE -> List.of();
      case FORTINET_GROUP_NAME -> List.of(Attribute.vendor(FORTINET, FORTINET_GROUP_NAME, name));
      case CLASS -> List.of(new Attribute(AttributeNumber.CLASS, name));
      case FILTER_ID -> List.of(new Attribute(AttributeNumber.FILTER_ID, name));
    };
  }

  /// State, prompt (in several Reply-Messages if it is long: RFC 2865, section 5.18) and, where the
  /// policy says so, what FortiAuthenticator sends with a challenge.
  static List<Attribute> asking(GatewayPolicy policy, Octets state, String prompt) {
    var asking = new ArrayList<Attribute>();
    var text = Octets.utf8(prompt);
    for (int at = 0; at < text.length(); at += LONGEST_TEXT) {
      var part = text.slice(at, Math.min(text.length(), at + LONGEST_TEXT));
      asking.add(new Attribute(AttributeNumber.REPLY_MESSAGE, part));
    }
    if (policy.challengeCode()) {
      asking.add(Attribute.vendor(FORTINET, FORTINET_FAC_CHALLENGE_CODE, Octets.utf8("001")));
    }
    asking.add(new Attribute(AttributeNumber.STATE, state));
    return asking;
  }
}
