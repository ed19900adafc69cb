package dev.postern.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.certificate.AlternativeName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
  private static final ReplyCheck CHECK =
      attribute ->
          attribute.name().equals("Class")
              ? Optional.empty()
              : Optional.of("no attribute '" + attribute.name() + "'");

  @Test
  void nothingSetIsTheDefault() {
    var rules = rules(Map.of());
    assertThat(rules.policy()).isEqualTo(GatewayPolicy.DEFAULT);
    assertThat(rules.requireMessageAuthenticator()).isTrue();
    assertThat(rules.limitProxyState()).isFalse();
  }

  @Test
  void everySettingIsRead() {
    var rules =
        rules(
            Map.ofEntries(
                Map.entry("code", "challenge"),
                Map.entry("prompt", "Your token code"),
                Map.entry("challenge-code", "no"),
                Map.entry("challenge-always", "yes"),
                Map.entry("fresh-challenges", "2"),
                Map.entry("state-seconds", "300"),
                Map.entry("budget-seconds", "60"),
                Map.entry("sessions", "2"),
                Map.entry("disconnect-port", "off"),
                Map.entry("resend-seconds", "10"),
                Map.entry("without-token", "password-alone"),
                Map.entry("groups-as", "filter-id"),
                Map.entry("eap", "gtc,ttls"),
                Map.entry("eap-prompt", "forticlient-5"),
                Map.entry("reply", "Class = a=b\n\nClass=c")));
    assertThat(rules.resend()).isEqualTo(Duration.ofSeconds(10));
    assertThat(rules.policy())
        .isEqualTo(
            new GatewayPolicy(
                CodePlacement.CHALLENGE,
                "Your token code",
                false,
                true,
                2,
                Duration.ofSeconds(300),
                Duration.ofSeconds(60),
                WithoutToken.PASSWORD_ALONE,
                GroupAttribute.FILTER_ID,
                new EapPolicy(List.of(EapType.GTC, EapType.TTLS), false, EapPrompt.FORTICLIENT_5),
                new SessionPolicy(2, SessionPolicy.OFF),
                List.of(new ReplyAttribute("Class", "a=b"), new ReplyAttribute("Class", "c"))));
  }

  @Test
  @DisplayName("S11: the resend interval lies inside the budget, by itself if nobody sets it")
  void theResendIntervalLiesInsideTheBudget() {
    assertThat(rules(Map.of("budget-seconds", "60")).resend()).isEqualTo(Duration.ofSeconds(5));
    assertThat(rules(Map.of("budget-seconds", "3")).resend()).isEqualTo(Duration.ofSeconds(3));
    assertThat(problems(Map.of("budget-seconds", "10", "resend-seconds", "11")))
        .containsExactly("resend-seconds is more than the whole wait (the budget), which is 10 s");
  }

  @Test
  void everyProblemIsToldAtOnce() {
    assertThat(
            problems(
                Map.of(
                    "promt", "x",
                    "code", "sms",
                    "fresh-challenges", "3",
                    "challenge-code", "true",
                    "reply", "Colour = red\nnonsense")))
        .containsExactly(
            "promt is no setting here, did you mean 'prompt'?",
            "code must be one of challenge, appended, either, not 'sms'",
            "challenge-code must be yes or no, not 'true'",
            "fresh-challenges must be 0 to 2, not '3'",
            "reply is refused: no attribute 'Colour'",
            "reply needs lines of the form 'Name = value'");
  }

  @Test
  void eapIsOffOrSomeMethodsEachOnce() {
    assertThat(rules(Map.of("eap", "off")).policy().eap().methods()).isEmpty();
    for (String wrong : List.of("md5", "ttls,off", "ttls,ttls", "ttls,", "TTLS")) {
      assertThat(problems(Map.of("eap", wrong)))
          .containsExactly(
              "eap must be off, or some of ttls, peap, mschapv2, tls, gtc, each once, not '"
                  + wrong
                  + "'");
    }
  }

  @Test
  void namesInCertificatesAreReadAndKeptInTheirOneForm() {
    var rules =
        rules(
            Map.of(
                "radsec-names",
                "FW1.example.org  ip:2001:DB8::1 192.0.2.1 urn:fw:1 https://fw.example/x",
                "radsec-from-networks",
                "yes"));
    assertThat(rules.radSec().names())
        .extracting(AlternativeName::toString)
        .containsExactly(
            "dns:fw1.example.org",
            "ip:2001:db8:0:0:0:0:0:1",
            "ip:192.0.2.1",
            "uri:urn:fw:1",
            "uri:https://fw.example/x");
    assertThat(rules.radSec().fromNetworks()).isTrue();
    assertThat(rules.radSec().only()).isFalse();
    assertThat(rules(Map.of()).radSec()).isEqualTo(RadSecRules.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*.example.org", "email:jdoe@example.org", "dns:", "a/b", "ip:fw1"})
  void whatIsNoNameOfAGatewayIsRefused(String name) {
    assertThat(problems(Map.of("radsec-names", name)))
        .singleElement()
        .asString()
        .startsWith("radsec-names")
        .contains("'" + name + "'");
  }

  @Test
  void overTlsAloneTakesANameAndNoAcknowledgement() {
    assertThat(problems(Map.of("radsec-only", "yes")))
        .containsExactly("radsec-only needs radsec-names, by which it is known then");
    var off =
        Map.of(
            "require-message-authenticator", "no",
            "limit-proxy-state", "no",
            "radsec-names", "fw1",
            "radsec-only", "yes");
    assertThat(rules(off).limitProxyState()).isFalse();
  }

  @Test
  void bothProtectionsOffMustBeAcknowledged() {
    var off = Map.of("require-message-authenticator", "no", "limit-proxy-state", "no");
    assertThat(problems(off)).singleElement().asString().contains("insecure=acknowledged");
    var acknowledged = new TreeMap<>(off);
    acknowledged.put("insecure", "acknowledged");
    assertThat(rules(acknowledged).limitProxyState()).isFalse();
  }

  @Test
  void withoutMessageAuthenticatorProxyStateIsLimited() {
    assertThat(rules(Map.of("require-message-authenticator", "no")).limitProxyState()).isTrue();
  }

  @Test
  void aRefinementOverridesTheGatewaysOwnSettings() {
    var settings =
        new GatewaySettings(
                new TreeMap<>(Map.of("code", "challenge", "prompt", "Token code")), List.of())
            .refinedBy(List.of(refined("vpn-ikev2", Map.of("code", "appended"))));
    var sound = (SettingsReading.Sound) SettingsReader.read(settings, CHECK);
    var refinement = sound.rules().refinements().getFirst();
    assertThat(refinement.policy().code()).isEqualTo(CodePlacement.APPENDED);
    assertThat(refinement.policy().prompt()).isEqualTo("Token code");
    assertThat(refinement.matches("VPN-IKEv2", "fw", "root")).isTrue();
    assertThat(refinement.matches("vpn-ssl", "fw", "root")).isFalse();
  }

  @Test
  void aRefinementMustMatchSomethingAndMayNotLowerTheGuard() {
    var settings =
        GatewaySettings.DEFAULT.refinedBy(
            List.of(refined("", Map.of("require-message-authenticator", "no"))));
    var unsound = (SettingsReading.Unsound) SettingsReader.read(settings, CHECK);
    assertThat(unsound.problems())
        .extracting(SettingProblem::toString)
        .containsExactly(
            "refinement 1: it needs a connect-info, a nas-identifier or a vdom to match",
            "refinement 1: require-message-authenticator is no setting here");
  }

  @Test
  void anEmptyTextTakesASettingBack() {
    var settings = GatewaySettings.DEFAULT.with(Map.of("code", "appended", "prompt", "Token code"));
    assertThat(settings.with(Map.of("code", "")).values()).containsOnlyKeys("prompt");
  }

  private static GatewaySettings.Refined refined(String connectInfo, Map<String, String> values) {
    return new GatewaySettings.Refined(connectInfo, "", "", new TreeMap<>(values));
  }

  private static GatewayRules rules(Map<String, String> values) {
    return ((SettingsReading.Sound) read(values)).rules();
  }

  private static List<String> problems(Map<String, String> values) {
    return ((SettingsReading.Unsound) read(values))
        .problems().stream().map(SettingProblem::toString).toList();
  }

  private static SettingsReading read(Map<String, String> values) {
    return SettingsReader.read(new GatewaySettings(new TreeMap<>(values), List.of()), CHECK);
  }
}
