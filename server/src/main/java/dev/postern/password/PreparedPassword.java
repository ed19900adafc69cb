package dev.postern.password;

import dev.postern.octets.SecretOctets;
import java.util.Optional;
import rocks.xmpp.precis.PrecisProfiles;

/// A password as it is hashed: prepared as an OpaqueString (RFC 8265, section 4.2), so that the
/// same characters typed on different machines are the same octets.
public final class PreparedPassword {
  /// What fits into a User-Password (RFC 2865, section 5.2).
  public static final int MOST_OCTETS = 128;

  private PreparedPassword() {}

  /// The octets to compare with a hash: prepared if they are text that can be, else as they came.
  /// Of ASCII, preparing changes nothing.
  static SecretOctets shown(SecretOctets typed) {
    String text = typed.revealUtf8();
    boolean ascii = text.chars().allMatch(character -> character < 128);
    return ascii || !SecretOctets.utf8(text).equals(typed) ? typed : of(text).orElse(typed);
  }

  /// Empty if it is empty, longer than [#MOST_OCTETS], or holds control characters and the like.
  public static Optional<SecretOctets> of(String typed) {
    try {
      var octets = SecretOctets.utf8(PrecisProfiles.OPAQUE_STRING.enforce(typed));
      return octets.isEmpty() || octets.length() > MOST_OCTETS
          ? Optional.empty()
          : Optional.of(octets);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
