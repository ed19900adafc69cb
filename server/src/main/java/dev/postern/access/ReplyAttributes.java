package dev.postern.access;

import dev.postern.gateway.GatewayPolicy;
import dev.postern.gateway.GatewayRequest;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.SaltedSecret;
import dev.postern.radius.Salts;
import dev.postern.radius.dictionary.AttributeDefinition;
import dev.postern.radius.dictionary.EncodingOutcome;
import dev.postern.reply.Grant;
import java.util.ArrayList;
import java.util.List;

/// The attributes of our answers as they go on the wire: what is granted with an Access-Accept, and
/// what asks for a code with an Access-Challenge.
final class ReplyAttributes {
  private static final int FORTINET = 12356;
  private static final int FORTINET_FAC_CHALLENGE_CODE = 15;
  private static final int LONGEST_TEXT = 253;

  private ReplyAttributes() {}

  static int octets(List<Attribute> attributes) {
    return attributes.stream().mapToInt(Attribute::length).sum();
  }

  /// What is granted, secrets hidden for the gateway that asked: under the authenticator of the
  /// very request that is answered, with salts that come once in the packet (RFC 2868, section
  /// 3.5).
  static List<Attribute> granted(List<Grant> grants, GatewayRequest received, Salts salts) {
    return grants.stream().map(grant -> attribute(grant, received, salts)).toList();
  }

  private static Attribute attribute(Grant grant, GatewayRequest received, Salts salts) {
    return switch (grant.value()) {
      case EncodingOutcome.Encoded(Octets value) -> attribute(grant.definition(), value);
      case EncodingOutcome.Hidden(Octets tag, SecretOctets secret) -> {
        var authenticator = received.packet().authenticator();
        var hidden = SaltedSecret.hide(secret, salts.next(), authenticator, received.secret());
        yield attribute(grant.definition(), Octets.join(List.of(tag, hidden)));
      }
    };
  }

  private static Attribute attribute(AttributeDefinition definition, Octets value) {
    return definition.vendorSpecific()
        ? Attribute.vendor(definition.vendor().id(), definition.type(), value)
        : new Attribute(definition.type(), value);
  }

  /// Whether it may stand beside an EAP-Message: anything but a Reply-Message (RFC 3579, section
  /// 2.6.5).
  static boolean besideEap(Grant grant) {
    return grant.definition().vendorSpecific()
        || grant.definition().type() != AttributeNumber.REPLY_MESSAGE;
  }

  /// What FortiAuthenticator sends with a challenge.
  static Attribute challengeCode() {
    return Attribute.vendor(FORTINET, FORTINET_FAC_CHALLENGE_CODE, Octets.utf8("001"));
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
      asking.add(challengeCode());
    }
    asking.add(new Attribute(AttributeNumber.STATE, state));
    return asking;
  }
}
