package dev.postern.adminapi;

import dev.postern.gateway.SettingProblem;
import dev.postern.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What is wrong with a gateway's settings, under the names that the API has for them.
final class SettingWords {
  private static final String REFINEMENTS = "refinements";

  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("code", "policy.code"),
          Map.entry("prompt", "policy.prompt"),
          Map.entry("challenge-code", "policy.challengeCode"),
          Map.entry("challenge-always", "policy.challengeAlways"),
          Map.entry("fresh-challenges", "policy.freshChallenges"),
          Map.entry("state-seconds", "policy.challengeLife"),
          Map.entry("budget-seconds", "policy.budget"),
          Map.entry("without-token", "policy.withoutToken"),
          Map.entry("groups-as", "policy.groups"),
          Map.entry("eap", "policy.eap.methods"),
          Map.entry("certificate-alone", "policy.eap.certificateAlone"),
          Map.entry("eap-prompt", "policy.eap.prompt"),
          Map.entry("sessions", "policy.sessions.most"),
          Map.entry("disconnect-port", "policy.sessions.disconnectPort"),
          Map.entry("reply", "policy.reply"),
          Map.entry("require-message-authenticator", "requireMessageAuthenticator"),
          Map.entry("limit-proxy-state", "limitProxyState"),
          Map.entry("resend-seconds", "resend"),
          Map.entry("radsec-names", "radSec.names"),
          Map.entry("radsec-from-networks", "radSec.fromNetworks"),
          Map.entry("radsec-only", "radSec.only"));

  private SettingWords() {}

  /// The first problem under its field, and the others behind it.
  static Problem problem(List<SettingProblem> problems) {
    var first = problems.getFirst();
    String others =
        problems.stream().skip(1).map(other -> "; " + named(other)).collect(Collectors.joining());
    return first.refinement() == 0
        ? Problem.invalid(first.says() + others).field(field(first))
        : Problem.invalid(named(first) + others).field(REFINEMENTS);
  }

  private static String field(SettingProblem problem) {
    return FIELDS.getOrDefault(problem.setting(), problem.setting());
  }

  private static String named(SettingProblem problem) {
    String place = problem.refinement() == 0 ? "" : "refinement " + problem.refinement() + ": ";
    return place + (field(problem) + " " + problem.says()).strip();
  }
}
