package dev.postern.mschap;

import dev.postern.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Why an MS-CHAP login failed, as the peer is told: `E=691 R=0 C=… V=3 M=…` (RFC 2759, section 6;
/// RFC 2433, section 5).
///
/// The challenge is the one that a new try would answer: 16 octets for MS-CHAPv2, eight for
/// MS-CHAP, and none where a peer of MS-CHAP is told neither to try again nor with what.
///
/// @param retry whether the peer may try again in the same conversation
public record MsChapError(int code, boolean retry, Octets challenge, String message) {
  public static final int RESTRICTED_LOGON_HOURS = 646;
  public static final int ACCOUNT_DISABLED = 647;
  public static final int PASSWORD_EXPIRED = 648;
  public static final int NO_DIAL_IN_PERMISSION = 649;
  public static final int AUTHENTICATION_FAILURE = 691;
  public static final int CHANGING_PASSWORD = 709;

  /// In octets, so that the whole fits into a Vendor-Specific attribute.
  public static final int LONGEST_MESSAGE = 160;

  private static final Pattern WRITTEN =
      Pattern.compile(
          "E=0*(?<code>\\d{1,9}) R=(?<retry>[01])(?: C=(?<challenge>[0-9A-Fa-f]{16}|[0-9A-Fa-f]{32}))?"
              + "(?: V=\\d{1,10})?(?: M=(?<message>.*))?",
          Pattern.DOTALL);

  public MsChapError {
    int length = challenge.length();
    if (length != 0 && length != MsChapProof.CHALLENGE && length != MsChapV2Proof.CHALLENGE) {
      throw new IllegalArgumentException("a challenge of MS-CHAP has 8 or 16 octets");
    }
    if (message.getBytes(StandardCharsets.UTF_8).length > LONGEST_MESSAGE) {
      throw new IllegalArgumentException("a message of more than 160 octets can't be sent");
    }
  }

  /// As it stands in MS-CHAP-Error, or in an EAP packet. `V` names the kind of password change that
  /// the peer may try next, and with it MS-CHAP or MS-CHAPv2.
  public String text() {
    var text = new StringBuilder("E=").append(code).append(" R=").append(retry ? 1 : 0);
    if (challenge.isEmpty()) {
      return text.toString();
    }
    text.append(" C=").append(HexFormat.of().withUpperCase().formatHex(challenge.toArray()));
    return challenge.length() == MsChapProof.CHALLENGE
        ? text.append(" V=2").toString()
        : text.append(" V=3 M=").append(message).toString();
  }

  /// Reads what a server said; empty if it said something else. A message that is too long is cut.
  public static Optional<MsChapError> parse(String text) {
    var matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String challenge = matcher.group("challenge");
    String message = matcher.group("message");
    return Optional.of(
        new MsChapError(
            Integer.parseInt(matcher.group("code")),
            matcher.group("retry").equals("1"),
            challenge == null ? Octets.empty() : Octets.hex(challenge),
            message == null ? "" : bounded(message)));
  }

  private static String bounded(String message) {
    byte[] octets = message.getBytes(StandardCharsets.UTF_8);
    return octets.length <= LONGEST_MESSAGE
        ? message
        : message.substring(0, message.offsetByCodePoints(0, LONGEST_MESSAGE / 4 - 1));
  }

  /// The code in words.
  public String reason() {
    return switch (code) {
      case RESTRICTED_LOGON_HOURS -> "logins are not allowed at this hour";
      case ACCOUNT_DISABLED -> "the account is disabled";
      case PASSWORD_EXPIRED -> "the password has expired";
      case NO_DIAL_IN_PERMISSION -> "the account may not log in remotely";
      case AUTHENTICATION_FAILURE -> "the login failed";
      case CHANGING_PASSWORD -> "the password could not be changed";
      default -> "error " + code;
    };
  }
}
