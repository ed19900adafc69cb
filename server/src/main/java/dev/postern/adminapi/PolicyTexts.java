package dev.postern.adminapi;

import dev.postern.api.PolicySettings;
import dev.postern.api.PolicySettings.EapMethod;
import dev.postern.gateway.EapPolicy;
import dev.postern.gateway.GatewayPolicy;
import dev.postern.gateway.ReplyAttribute;
import dev.postern.gateway.SessionPolicy;
import dev.postern.http.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A policy of the API as named settings ([SettingsReader]) and back.
final class PolicyTexts {
  private PolicyTexts() {}

  /// What the API gave, by the settings' names; an empty text or list asks for the default.
  static SortedMap<String, String> of(@Nullable PolicySettings policy) {
    var texts = new TreeMap<String, String>();
    if (policy != null) {
      put(texts, "code", policy.code());
      put(texts, "prompt", policy.prompt());
      put(texts, "challenge-code", yes(policy.challengeCode()));
      put(texts, "challenge-always", yes(policy.challengeAlways()));
      put(texts, "fresh-challenges", policy.freshChallenges());
      put(texts, "state-seconds", seconds("policy.challengeLife", policy.challengeLife()));
      put(texts, "budget-seconds", seconds("policy.budget", policy.budget()));
      put(texts, "without-token", policy.withoutToken());
      put(texts, "groups-as", policy.groups());
      if (policy.eap() != null) {
        put(texts, "eap", methods(policy.eap().methods()));
        put(texts, "certificate-alone", yes(policy.eap().certificateAlone()));
        put(texts, "eap-prompt", policy.eap().prompt());
      }
      if (policy.sessions() != null) {
        put(texts, "sessions", policy.sessions().most());
        put(texts, "disconnect-port", port(policy.sessions().disconnectPort()));
      }
      put(texts, "reply", policy.reply() == null ? null : reply(policy.reply()));
    }
    return texts;
  }

  private static @Nullable String port(@Nullable Integer port) {
    return port == null ? null : port == SessionPolicy.OFF ? "off" : port.toString();
  }

  static void put(SortedMap<String, String> texts, String name, @Nullable Object value) {
    if (value != null) {
      texts.put(name, value.toString());
    }
  }

  static @Nullable String yes(@Nullable Boolean value) {
    return value == null ? null : value ? "yes" : "no";
  }

  static @Nullable Long seconds(String field, @Nullable Duration duration) {
    if (duration != null && !duration.equals(Duration.ofSeconds(duration.toSeconds()))) {
      throw Problem.invalid("whole seconds are wanted").field(field).refused();
    }
    return duration == null ? null : duration.toSeconds();
  }

  private static @Nullable String methods(@Nullable List<EapMethod> methods) {
    return methods == null
        ? null
        : methods.stream().map(Enum::toString).collect(Collectors.joining(","));
  }

  private static String reply(List<PolicySettings.ReplyAttribute> attributes) {
    for (var attribute : attributes) {
      String text = attribute.name() + attribute.value();
      if (text.lines().count() > 1 || attribute.name().contains("=")) {
        throw Problem.invalid("a reply attribute is one line, and its name has no equals sign")
            .field("policy.reply")
            .refused();
      }
    }
    return attributes.stream()
        .map(attribute -> attribute.name() + " = " + attribute.value())
        .collect(Collectors.joining("\n"));
  }

  static PolicySettings view(GatewayPolicy policy) {
    return view(policy, null);
  }

  /// Those parts of a policy whose settings are named; all of them without names.
  static PolicySettings view(GatewayPolicy policy, @Nullable Set<String> named) {
    var shown = new Shown(named);
    return new PolicySettings(
        shown.of("code", PolicySettings.Code.valueOf(policy.code().name())),
        shown.of("prompt", policy.prompt()),
        shown.of("challenge-code", policy.challengeCode()),
        shown.of("challenge-always", policy.challengeAlways()),
        shown.of("fresh-challenges", policy.freshChallenges()),
        shown.of("state-seconds", policy.challengeLife()),
        shown.of("budget-seconds", policy.budget()),
        shown.of(
            "without-token", PolicySettings.WithoutToken.valueOf(policy.withoutToken().name())),
        shown.of("groups-as", PolicySettings.Groups.valueOf(policy.groups().name())),
        eap(policy.eap(), shown),
        sessions(shown, policy.sessions()),
        shown.of("reply", policy.reply().stream().map(PolicyTexts::attribute).toList()));
  }

  private static PolicySettings.@Nullable Eap eap(EapPolicy policy, Shown shown) {
    var methods = policy.methods().stream().map(it -> EapMethod.valueOf(it.name())).toList();
    var given = shown.of("eap", methods.isEmpty() ? List.of(EapMethod.OFF) : methods);
    var alone = shown.of("certificate-alone", policy.certificateAlone());
    var prompt = shown.of("eap-prompt", PolicySettings.EapPrompt.valueOf(policy.prompt().name()));
    return given == null && alone == null && prompt == null
        ? null
        : new PolicySettings.Eap(given, alone, prompt);
  }

  private static PolicySettings.ReplyAttribute attribute(ReplyAttribute attribute) {
    return new PolicySettings.ReplyAttribute(attribute.name(), attribute.value());
  }

  private static PolicySettings.@Nullable Sessions sessions(Shown shown, SessionPolicy policy) {
    var most = shown.of("sessions", policy.most());
    var port = shown.of("disconnect-port", policy.disconnectPort());
    return most == null && port == null ? null : new PolicySettings.Sessions(most, port);
  }

  private record Shown(@Nullable Set<String> named) {
    <T> @Nullable T of(String name, T value) {
      return named == null || named.contains(name) ? value : null;
    }
  }
}
