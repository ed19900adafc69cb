package dev.postern.gateway;

import java.time.Duration;
import java.util.List;

/// What the users of a gateway must show and what they are answered, after refinement.
///
/// `prompt` is shown with a challenge; `challengeCode` adds Fortinet-FAC-Challenge-Code to it;
/// `challengeAlways` asks everybody for a code, so that a guesser learns nothing of the password
/// (S8); `freshChallenges` is how often a wrong answer is asked for again instead of rejected, 0 to
/// 2 (S6); `challengeLife` is how long a State is good; `budget` is how long the gateway waits for
/// an answer, after which none is sent (S11); `eap` is how it may ask by EAP; `sessions` is what
/// holds for the sessions of its users.
public record GatewayPolicy(
    CodePlacement code,
    String prompt,
    boolean challengeCode,
    boolean challengeAlways,
    int freshChallenges,
    Duration challengeLife,
    Duration budget,
    WithoutToken withoutToken,
    GroupAttribute groups,
    EapPolicy eap,
    SessionPolicy sessions,
    List<ReplyAttribute> reply) {
  /// Clients that look for a prompt look for these words (FortiClient, openfortigui and others).
  public static final String DEFAULT_PROMPT = "Enter token code";

  public static final GatewayPolicy DEFAULT =
      new GatewayPolicy(
          CodePlacement.EITHER,
          DEFAULT_PROMPT,
          true,
          false,
          0,
          Duration.ofSeconds(180),
          Duration.ofSeconds(5),
          WithoutToken.REJECT,
          GroupAttribute.FORTINET_GROUP_NAME,
          EapPolicy.DEFAULT,
          SessionPolicy.DEFAULT,
          List.of());

  public GatewayPolicy {
    reply = List.copyOf(reply);
  }

  /// The same where nothing can be asked: the code stands behind the password, or is missing (S14).
  public GatewayPolicy withoutPrompt() {
    return new GatewayPolicy(
        CodePlacement.APPENDED,
        prompt,
        challengeCode,
        false,
        0,
        challengeLife,
        budget,
        withoutToken,
        groups,
        eap,
        sessions,
        reply);
  }
}
