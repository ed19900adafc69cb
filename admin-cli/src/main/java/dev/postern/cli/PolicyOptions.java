package dev.postern.cli;

import dev.postern.api.PolicySettings;
import dev.postern.api.PolicySettings.ReplyAttribute;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A gateway's policy as options.
final class PolicyOptions {
  private static final String ONE_OF = "one of ${COMPLETION-CANDIDATES}";

  @Option(names = "--code", paramLabel = "HOW", description = "how the code is given: " + ONE_OF)
  PolicySettings.@Nullable Code code;

  @Option(names = "--prompt", paramLabel = "TEXT", description = "shown with a challenge")
  @Nullable String prompt;

  @Option(
      names = "--challenge-code",
      negatable = true,
      description = "whether Fortinet-FAC-Challenge-Code goes with the challenge")
  @Nullable Boolean challengeCode;

  @Option(
      names = "--challenge-always",
      negatable = true,
      description = "whether a code is asked for even after a wrong password")
  @Nullable Boolean challengeAlways;

  @Option(
      names = "--fresh-challenges",
      paramLabel = "N",
      description = "how often a wrong code is asked for again")
  @Nullable Integer freshChallenges;

  @Option(
      names = "--challenge-life",
      paramLabel = "DURATION",
      converter = Durations.Reader.class,
      description = "how long a code is waited for")
  @Nullable Duration challengeLife;

  @Option(
      names = "--budget",
      paramLabel = "DURATION",
      converter = Durations.Reader.class,
      description = "how long the gateway waits for our answer")
  @Nullable Duration budget;

  @Option(
      names = "--without-token",
      paramLabel = "WHAT",
      description = "what a user meets who never had a token: " + ONE_OF)
  PolicySettings.@Nullable WithoutToken withoutToken;

  @Option(
      names = "--groups",
      paramLabel = "ATTRIBUTE",
      description = "the attribute that names the user's groups: " + ONE_OF)
  PolicySettings.@Nullable Groups groups;

  @Option(
      names = "--eap",
      paramLabel = "METHOD",
      split = ",",
      description = "EAP methods it may ask by, the first offered first: ${COMPLETION-CANDIDATES}")
  @Nullable List<PolicySettings.EapMethod> eap;

  @Option(
      names = "--certificate-alone",
      negatable = true,
      description = "whether EAP-TLS lets in by the certificate alone who has a token")
  @Nullable Boolean certificateAlone;

  @Option(
      names = "--eap-prompt",
      paramLabel = "HOW",
      description =
          "how a code is asked for within EAP: "
              + ONE_OF
              + "; those for FortiClient are experimental")
  PolicySettings.@Nullable EapPrompt eapPrompt;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      description = "how many sessions a user may have open; 0 for any number")
  @Nullable Integer sessions;

  @Option(
      names = "--disconnect-port",
      paramLabel = "PORT",
      description = "where it is asked to end a session; 0 for nowhere (3799)")
  @Nullable Integer disconnectPort;

  @Option(
      names = "--reply",
      paramLabel = "NAME=VALUE",
      description = "an attribute of every Access-Accept; all of them, if given")
  @Nullable Map<String, String> reply;

  PolicySettings settings() {
    return new PolicySettings(
        code,
        prompt,
        challengeCode,
        challengeAlways,
        freshChallenges,
        challengeLife,
        budget,
        withoutToken,
        groups,
        eap == null && certificateAlone == null && eapPrompt == null
            ? null
            : new PolicySettings.Eap(eap, certificateAlone, eapPrompt),
        sessions(),
        replyAttributes());
  }

  private PolicySettings.@Nullable Sessions sessions() {
    return sessions == null && disconnectPort == null
        ? null
        : new PolicySettings.Sessions(sessions, disconnectPort);
  }

  /// Whether nothing of the policy was named.
  boolean none() {
    return Stream.of(
            code,
            prompt,
            challengeCode,
            challengeAlways,
            freshChallenges,
            challengeLife,
            budget,
            withoutToken,
            groups,
            eap,
            certificateAlone,
            eapPrompt,
            sessions,
            disconnectPort,
            reply)
        .allMatch(Objects::isNull);
  }

  private @Nullable List<ReplyAttribute> replyAttributes() {
    return reply == null
        ? null
        : reply.entrySet().stream()
            .map(entry -> new ReplyAttribute(entry.getKey(), entry.getValue()))
            .toList();
  }
}
