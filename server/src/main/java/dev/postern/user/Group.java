package dev.postern.user;

import java.nio.charset.StandardCharsets;

/// What users of a realm are grouped by; gateways are told the groups of who logs in.
public record Group(RealmName realm, String name, String description) {
  /// The longest that fits into a RADIUS attribute (RFC 2865, section 5).
  private static final int LONGEST = 240;

  public Group {
    if (!sound(name)) {
      throw new IllegalArgumentException(
          "group name '"
              + name
              + "' is empty, longer than 240 octets, or has a control character"
              + " or comma");
    }
  }

  public static boolean sound(String name) {
    return !name.isBlank()
        && name.equals(name.strip())
        && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST
        && name.chars().noneMatch(c -> Character.isISOControl(c) || c == ',' || c == ';');
  }
}
