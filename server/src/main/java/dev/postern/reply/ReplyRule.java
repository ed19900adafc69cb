package dev.postern.reply;

import dev.postern.gateway.RegisteredGateway;
import java.util.List;

/// What the logins that meet its conditions are granted, beside what the gateway's policy grants.
/// Without attributes it makes an exception from the rules behind it.
public record ReplyRule(String name, RuleConditions when, List<RuleAttribute> attributes) {
  /// How many attributes a rule may have, and how many octets they may take in a packet.
  public static final int MOST_ATTRIBUTES = 32;

  public static final int MOST_OCTETS = 2048;

  public ReplyRule {
    if (!sound(name)) {
      throw new IllegalArgumentException("rule name '" + name + "' is not sound");
    }
    attributes = List.copyOf(attributes);
  }

  /// Whether a rule may have this name; it may where a gateway may.
  public static boolean sound(String name) {
    return RegisteredGateway.sound(name);
  }

  /// The same without its secrets.
  public ReplyRule closed() {
    return new ReplyRule(name, when, attributes.stream().map(RuleAttribute::closed).toList());
  }
}
