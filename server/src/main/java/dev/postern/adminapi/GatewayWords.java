package dev.postern.adminapi;

import dev.postern.api.GatewayView;
import dev.postern.api.PolicyRefinement;
import dev.postern.gateway.CodePlacement;
import dev.postern.gateway.EapType;
import dev.postern.gateway.GatewayRules;
import dev.postern.gateway.GatewaySettings;
import dev.postern.gateway.Network;
import dev.postern.gateway.RadSecRules;
import dev.postern.gateway.RegisteredGateway;
import dev.postern.gateway.ReplyCheck;
import dev.postern.gateway.SettingsReader;
import dev.postern.gateway.SettingsReading;
import dev.postern.http.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gateways in the words of the API.
final class GatewayWords {
  private static final int MOST_NETWORKS = 256;

  private GatewayWords() {}

  /// Ends the request unless the gateway can be known by these networks, or by its certificate.
  static void requireKnowable(List<Network> networks, RadSecRules radSec) {
    boolean byCertificate = !radSec.names().isEmpty() && !radSec.fromNetworks();
    if (networks.isEmpty() && !byCertificate) {
      throw Problem.invalid("a gateway without a network is known by nothing")
          .hint("give it one, or names in its certificate by which it is known from anywhere")
          .field("networks")
          .refused();
    }
  }

  static List<Network> networks(List<String> texts) {
    if (texts.size() > MOST_NETWORKS) {
      throw Problem.invalid("a gateway has up to " + MOST_NETWORKS + " networks")
          .field("networks")
          .refused();
    }
    var networks = new ArrayList<Network>();
    for (String text : texts) {
      var network = Network.parse(text).orElseThrow(() -> noNetwork(text));
      if (!network.isNamedBy(text)) {
        throw Problem.invalid("'" + text + "' is an address in a network, and not its first one")
            .hint(
                "did you mean "
                    + network
                    + ", or only "
                    + text.substring(0, text.indexOf('/'))
                    + "?")
            .field("networks")
            .refused();
      }
      networks.add(network);
    }
    if (new HashSet<>(networks).size() < networks.size()) {
      throw Problem.invalid("a network is given twice").field("networks").refused();
    }
    return networks;
  }

  private static dev.postern.http.Refused noNetwork(String text) {
    return Problem.invalid("'" + text + "' is no address or network")
        .hint("such as 203.0.113.9, 203.0.113.0/24 or 2001:db8::/32; names are not looked up")
        .field("networks")
        .refused();
  }

  static List<GatewaySettings.Refined> refinements(@Nullable List<PolicyRefinement> refinements) {
    return refinements == null
        ? List.of()
        : refinements.stream().map(GatewayWords::refined).toList();
  }

  private static GatewaySettings.Refined refined(PolicyRefinement refinement) {
    return new GatewaySettings.Refined(
        text(refinement.connectInfo()),
        text(refinement.nasIdentifier()),
        text(refinement.vdom()),
        PolicyTexts.of(refinement.policy()));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /// What the settings come to; ends the request if they are not sound.
  static GatewayRules rules(GatewaySettings settings, ReplyCheck check) {
    return switch (SettingsReader.read(settings, check)) {
      case SettingsReading.Sound(GatewayRules rules) -> rules;
      case SettingsReading.Unsound(var problems) -> throw SettingWords.problem(problems).refused();
    };
  }

  static GatewayView view(
      RegisteredGateway gateway, List<String> moreWarnings, Set<EapType> eapSpoken) {
    var rules = rules(gateway.settings(), ReplyCheck.NONE);
    var warnings = new ArrayList<>(moreWarnings);
    warnings.addAll(warnings(rules, eapSpoken));
    return new GatewayView(
        gateway.name(),
        gateway.networks().stream().map(Network::toString).toList(),
        gateway.enabled(),
        rules.requireMessageAuthenticator(),
        rules.limitProxyState(),
        rules.resend(),
        RadSecWords.view(rules.radSec()),
        PolicyTexts.view(rules.policy()),
        refinements(gateway.settings(), rules),
        gateway.previousUntil(),
        gateway.createdAt(),
        warnings);
  }

  private static List<PolicyRefinement> refinements(GatewaySettings settings, GatewayRules rules) {
    var refinements = new ArrayList<PolicyRefinement>();
    for (int i = 0; i < settings.refined().size(); i++) {
      var refined = settings.refined().get(i);
      var policy = rules.refinements().get(i).policy();
      refinements.add(
          new PolicyRefinement(
              absent(refined.connectInfo()),
              absent(refined.nasIdentifier()),
              absent(refined.vdom()),
              PolicyTexts.view(policy, refined.values().keySet())));
    }
    return refinements;
  }

  private static @Nullable String absent(String text) {
    return text.isEmpty() ? null : text;
  }

  private static List<String> warnings(GatewayRules rules, Set<EapType> eapSpoken) {
    var warnings = new ArrayList<String>();
    if (!rules.requireMessageAuthenticator() && !rules.radSec().only()) {
      warnings.add(
          rules.limitProxyState()
              ? "requests without Message-Authenticator are answered"
              : "requests without Message-Authenticator are answered, and replies can be forged"
                  + " (CVE-2024-3596)");
    }
    var policy = rules.policy();
    boolean prompted = policy.prompt().toLowerCase(Locale.ROOT).contains("token code");
    if (policy.code() != CodePlacement.APPENDED && !prompted) {
      warnings.add("some clients show a code field only if the prompt has the words 'token code'");
    }
    if (policy.eap().methods().contains(EapType.TLS) && !eapSpoken.contains(EapType.TLS)) {
      warnings.add(
          "this node does not offer EAP-TLS: it needs eap.certificate and eap.client-ca in its"
              + " configuration, as the others do");
    }
    return warnings;
  }
}
