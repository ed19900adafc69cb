package dev.postern.radius.dictionary;

import java.util.Locale;
import java.util.Set;

/// Which attributes are never shown, beside those that a dictionary marks as encrypted.
///
/// Some are listed. Of the others the name's last word tells, so that an operator's own dictionary
/// is covered too; a few harmless ones (Ruckus-CP-Token) are hidden by it, which does no harm.
final class SensitiveAttributes {
  private static final int MICROSOFT = 311;

  /// User-Password, CHAP-Password, State, Vendor-Specific while unopened, ARAP-Password,
  /// ARAP-Security-Data, EAP-Message (it bears EAP-GTC's codes in clear), ARAP-Challenge-Response,
  /// Digest-Response, Digest-HA1.
  private static final Set<Integer> STANDARD = Set.of(2, 3, 24, 26, 70, 74, 79, 84, 103, 121);

  /// MS-CHAP-Response, -CPW-1 and -2, -LM- and -NT-Enc-PW, -Challenge, -MPPE-Keys, MPPE-Send- and
  /// -Recv-Key, ARAP passwords, MS-CHAP2-Response, -Success, -CPW.
  private static final Set<Integer> OF_MICROSOFT =
      Set.of(1, 3, 4, 5, 6, 11, 12, 16, 17, 19, 20, 25, 26, 27);

  private static final Set<String> LAST_WORDS =
      Set.of(
          "password",
          "passwd",
          "passphrase",
          "secret",
          "key",
          "mpkey",
          "psk",
          "dpsk",
          "mpsk",
          "ppsk",
          "pmk",
          "token",
          "hash");

  private SensitiveAttributes() {}

  static boolean contains(AttributeDefinition definition) {
    return listed(definition) || LAST_WORDS.contains(lastWord(definition.name()));
  }

  private static boolean listed(AttributeDefinition definition) {
    return switch (definition.vendor().id()) {
      case 0 -> STANDARD.contains(definition.type());
      case MICROSOFT -> OF_MICROSOFT.contains(definition.type());
      default -> false;
    };
  }

  private static String lastWord(String name) {
    int start = Math.max(name.lastIndexOf('-'), name.lastIndexOf('_')) + 1;
    return name.substring(start).toLowerCase(Locale.ROOT);
  }
}
