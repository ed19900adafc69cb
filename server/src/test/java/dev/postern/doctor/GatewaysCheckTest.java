package dev.postern.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.actor.Actor;
import dev.postern.gateway.GatewaySettings;
import dev.postern.gateway.InMemoryGatewayRegister;
import dev.postern.gateway.Network;
import dev.postern.gateway.RegisteredGateway;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.SharedSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GatewaysCheckTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
  private static final Actor ANNA = new Actor.Operator("anna");
  private static final String GOOD = "a secret of 24 octets !!";

  private final InMemoryGatewayRegister register = new InMemoryGatewayRegister();
  private final GatewaysCheck check =
      new GatewaysCheck(register, Duration.ofSeconds(10), () -> NOW);

  @Test
  @DisplayName("S11: the failover time of each gateway is told: the whole wait, not the interval")
  void theFailoverTimeOfEachGatewayIsTold() {
    add("vpn-1", GOOD, Map.of());
    add("vpn-2", GOOD, Map.of("budget-seconds", "60", "resend-seconds", "7"));
    assertThat(check.look())
        .containsExactly(
            Finding.sound(
                "gateway vpn-1", "its failover takes 5 s, in which it sends a request once"),
            Finding.sound(
                "gateway vpn-2", "its failover takes 60 s, in which it sends a request 9 times"));
  }

  @Test
  @DisplayName("S11: a gateway that is slow to turn to its next server is told of")
  void aSlowFailoverIsToldOf() {
    add("vpn-1", GOOD, Map.of("budget-seconds", "120"));
    assertThat(check.look())
        .singleElement()
        .matches(finding -> finding.severity() == Severity.ADVICE)
        .extracting(Finding::hint)
        .asString()
        .contains("remoteauthtimeout", "posternctl gateway change vpn-1 --budget");
  }

  @Test
  void aRequestThatComesAgainWhenItsReplyIsForgottenIsToldOf() {
    add("vpn-1", GOOD, Map.of("budget-seconds", "60", "resend-seconds", "11"));
    assertThat(about(Severity.ADVICE)).singleElement().asString().contains("for 10 s only");
  }

  @Test
  @DisplayName("S11: where a gateway asks for IKEv2, FortiOS bug 1087651 is warned of")
  void aGatewayOfIkev2IsWarnedOfTheBug() {
    var refined =
        new GatewaySettings.Refined("VPN-IKEv2", "", "", new TreeMap<>(Map.of("code", "appended")));
    add("vpn-1", GOOD, GatewaySettings.DEFAULT.refinedBy(List.of(refined)));
    assertThat(about(Severity.ADVICE)).singleElement().asString().contains("1087651");
  }

  @Test
  void whatNeedsNoProofIsAdviceAndWhatCanBeForgedIsWrong() {
    add("old", GOOD, Map.of("require-message-authenticator", "no"));
    assertThat(about(Severity.ADVICE))
        .containsExactly("its requests are answered without Message-Authenticator");
    assertThat(about(Severity.WRONG)).isEmpty();
    add(
        "worse",
        GOOD,
        Map.of(
            "require-message-authenticator",
            "no",
            "limit-proxy-state",
            "no",
            "insecure",
            "acknowledged"));
    assertThat(about(Severity.WRONG)).singleElement().asString().contains("CVE-2024-3596");
  }

  @Test
  void aShortSecretIsWrong() {
    add("vpn-1", "fifteen octets!", Map.of());
    assertThat(about(Severity.WRONG)).singleElement().asString().contains("has 15 octets");
    register.rotate("vpn-1", secret(GOOD), NOW, ANNA);
    assertThat(about(Severity.WRONG)).isEmpty();
  }

  @Test
  void aSecondSecretIsToldOfIfItIsGoodForLong() {
    add("vpn-1", GOOD, Map.of());
    register.rotate("vpn-1", secret(GOOD + "2"), NOW.plus(Duration.ofDays(1)), ANNA);
    assertThat(about(Severity.ADVICE)).isEmpty();
    register.rotate("vpn-1", secret(GOOD + "3"), NOW.plus(Duration.ofDays(30)), ANNA);
    assertThat(about(Severity.ADVICE)).singleElement().asString().contains("for another 30 d");
  }

  @Test
  void aSecretThatThisNodeCanNotOpenIsWrong() {
    add("vpn-1", GOOD, Map.of());
    register.loseSecret("vpn-1");
    assertThat(about(Severity.WRONG)).singleElement().asString().contains("can't open");
  }

  @Test
  void aGatewayThatIsSwitchedOffIsLeftAlone() {
    add("vpn-1", "short", Map.of());
    register.change("vpn-1", g -> g.with(g.networks(), false, g.settings()), ANNA);
    assertThat(check.look()).isEmpty();
  }

  @Test
  void thatThereIsNoGatewayIsToldOf() {
    assertThat(about(Severity.ADVICE)).containsExactly("there is none, so nobody is answered");
  }

  @Test
  void theRoundHasABound() {
    for (int i = 0; i <= GatewaysCheck.MOST; i++) {
      add("vpn-%04d".formatted(i), GOOD, Map.of());
    }
    assertThat(check.look()).hasSize(GatewaysCheck.MOST + 1);
    assertThat(about(Severity.ADVICE)).containsExactly("only the first 1000 were looked at");
  }

  private List<String> about(Severity severity) {
    return check.look().stream()
        .filter(finding -> finding.severity() == severity)
        .map(Finding::what)
        .toList();
  }

  private void add(String name, String secret, Map<String, String> settings) {
    add(name, secret, GatewaySettings.DEFAULT.with(settings));
  }

  private void add(String name, String secret, GatewaySettings settings) {
    int number = register.list("", 2000).size();
    var network = Network.parse("10.0." + number / 250 + "." + number % 250).orElseThrow();
    register.add(
        new RegisteredGateway(name, List.of(network), true, settings, null, NOW),
        secret(secret),
        ANNA);
  }

  private static SharedSecret secret(String text) {
    return new SharedSecret(SecretOctets.utf8(text));
  }
}
