package dev.postern.gateway;

import dev.postern.radius.dictionary.AttributeDefinition;
import java.util.Optional;
import java.util.Set;

/// Which attributes an operator may not put into an Access-Accept, and why.
public final class AcceptTable {
  private static final int MICROSOFT = 311;

  /// State, Vendor-Specific while it is not one vendor's, Proxy-State, EAP-Message and
  /// Message-Authenticator.
  private static final Set<Integer> OURS = Set.of(24, 26, 33, 79, 80);

  /// Those that have a 0 for Access-Accept in the tables of RFC 2865, section 5.44, RFC 2866,
  /// section 5.13, RFC 2867, section 5, RFC 2869, section 5.19, RFC 3162, section 3, and RFC 5176,
  /// section 3.6.
  private static final Set<Integer> NOT_IN_ACCEPT =
      Set.of(
          2, 3, 4, 5, 30, 31, 32, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 55, 60,
          61, 68, 70, 73, 74, 75, 76, 77, 86, 87, 94, 95, 101);

  /// What is made anew for each login: MS-CHAP-Error, MS-CHAP-MPPE-Keys, MS-MPPE-Send-Key,
  /// MS-MPPE-Recv-Key, MS-CHAP2-Success.
  private static final Set<Integer> MADE_FOR_EACH_LOGIN = Set.of(2, 12, 16, 17, 26);

  /// Microsoft's proofs, which stand in requests: MS-CHAP-Response, -CPW-1 and -2, -LM- and
  /// -NT-Enc-PW, -Challenge, MS-CHAP2-Response, -CPW.
  private static final Set<Integer> PROOFS = Set.of(1, 3, 4, 5, 6, 11, 25, 27);

  private AcceptTable() {}

  /// Why not, in words that go on from the attribute's name; empty if it may stand there.
  public static Optional<String> refusal(AttributeDefinition attribute) {
    return switch (attribute.vendor().id()) {
      case 0 -> refusal(attribute.type(), OURS, NOT_IN_ACCEPT);
      case MICROSOFT -> refusal(attribute.type(), MADE_FOR_EACH_LOGIN, PROOFS);
      default -> Optional.empty();
    };
  }

  private static Optional<String> refusal(int type, Set<Integer> ours, Set<Integer> foreign) {
    if (ours.contains(type)) {
      return Optional.of("is set by the server itself");
    }
    return foreign.contains(type)
        ? Optional.of("does not belong into an Access-Accept")
        : Optional.empty();
  }
}
