package dev.postern.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.actor.Actor;
import dev.postern.gateway.RegisterOutcome.CertificateNameTaken;
import dev.postern.gateway.RegisterOutcome.Kept;
import dev.postern.gateway.RegisterOutcome.NameTaken;
import dev.postern.gateway.RegisterOutcome.NetworkTaken;
import dev.postern.gateway.RegisterOutcome.NoSuchGateway;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.SharedSecret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What any [GatewayRegister] must do.
public interface GatewayRegisterContract {
  Actor ANNA = new Actor.Operator("anna");
  Instant CREATED = Instant.parse("2027-01-01T00:00:00Z");
  SharedSecret SECRET = new SharedSecret(SecretOctets.utf8("0123456789abcdef"));

  GatewayRegister register();

  @Test
  default void aGatewayThatWasAddedIsFoundAsItWasGiven() {
    var gateway =
        gateway("vpn-1", "203.0.113.9", "2001:db8::/32")
            .with(
                networks("203.0.113.9/32", "2001:db8::/32"),
                true,
                GatewaySettings.DEFAULT
                    .with(Map.of("code", "appended", "prompt", "Token code \"now\""))
                    .refinedBy(List.of(refined())));
    assertThat(register().add(gateway, SECRET, ANNA)).isEqualTo(new Kept(gateway));
    assertThat(register().find("vpn-1")).hasValue(gateway);
    assertThat(register().find("vpn-2")).isEmpty();
  }

  @Test
  default void theLengthsOfSecretsAreToldAndNothingElseOfThem() {
    register().add(gateway("vpn-1", "203.0.113.9"), SECRET, ANNA);
    var shorter = new SharedSecret(SecretOctets.utf8("short"));
    register().add(gateway("vpn-2", "203.0.113.10"), shorter, ANNA);
    assertThat(register().secretLengths()).isEqualTo(Map.of("vpn-1", 16, "vpn-2", 5));
  }

  @Test
  default void aNameIsGivenOnce() {
    register().add(gateway("vpn-1", "203.0.113.9"), SECRET, ANNA);
    assertThat(register().add(gateway("vpn-1", "203.0.113.10"), SECRET, ANNA))
        .isEqualTo(new NameTaken());
  }

  @Test
  default void aNetworkBelongsToOneGatewayOnlyButNetworksMayContainOthers() {
    register().add(gateway("vpn-1", "203.0.113.0/24"), SECRET, ANNA);
    var taken = new NetworkTaken(Network.parse("203.0.113.0/24").orElseThrow(), "vpn-1");
    assertThat(register().add(gateway("vpn-2", "203.0.113.0/24"), SECRET, ANNA)).isEqualTo(taken);
    assertThat(register().add(gateway("vpn-2", "203.0.113.9"), SECRET, ANNA))
        .isInstanceOf(Kept.class);
    assertThat(
            register()
                .change("vpn-2", g -> g.with(networks("203.0.113.0/24"), true, g.settings()), ANNA))
        .isEqualTo(taken);
  }

  @Test
  default void aNameInCertificatesBelongsToOneGatewayOnly() {
    register().add(named("vpn-1", "203.0.113.9", "fw1.example.org urn:fw:1"), SECRET, ANNA);
    var taken =
        new CertificateNameTaken(RadSecRules.name("fw1.example.org").orElseThrow(), "vpn-1");
    var second = named("vpn-2", "203.0.113.10", "urn:fw:2 dns:FW1.example.org");
    assertThat(register().add(second, SECRET, ANNA)).isEqualTo(taken);
    assertThat(register().add(named("vpn-2", "203.0.113.10", "urn:fw:2"), SECRET, ANNA))
        .isInstanceOf(Kept.class);
    assertThat(register().change("vpn-2", g -> g.with(g.networks(), true, second.settings()), ANNA))
        .isEqualTo(taken);
    assertThat(register().change("vpn-1", g -> g, ANNA)).isInstanceOf(Kept.class);
  }

  private static RegisteredGateway named(String name, String network, String names) {
    return gateway(name, network)
        .with(networks(network), true, GatewaySettings.DEFAULT.with(Map.of("radsec-names", names)));
  }

  @Test
  default void aChangeTakesThePlaceOfWhatWas() {
    register().add(gateway("vpn-1", "203.0.113.9"), SECRET, ANNA);
    var settings = GatewaySettings.DEFAULT.with(Map.of("code", "challenge"));
    var outcome =
        register().change("vpn-1", g -> g.with(networks("203.0.113.7"), false, settings), ANNA);
    assertThat(outcome)
        .isEqualTo(
            new Kept(
                gateway("vpn-1", "203.0.113.9").with(networks("203.0.113.7"), false, settings)));
    assertThat(register().find("vpn-1").orElseThrow().enabled()).isFalse();
    assertThat(register().change("vpn-9", g -> g, ANNA)).isEqualTo(new NoSuchGateway());
  }

  @Test
  default void aChangeThatThrowsChangesNothing() {
    var gateway = gateway("vpn-1", "203.0.113.9");
    register().add(gateway, SECRET, ANNA);
    assertThatThrownBy(() -> register().change("vpn-1", GatewayRegisterContract::refuse, ANNA))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(register().find("vpn-1")).hasValue(gateway);
  }

  @Test
  default void aRotatedSecretIsTold() {
    register().add(gateway("vpn-1", "203.0.113.9"), SECRET, ANNA);
    var until = CREATED.plusSeconds(3600);
    assertThat(register().rotate("vpn-1", SECRET, until, ANNA)).isInstanceOf(Kept.class);
    assertThat(register().find("vpn-1").orElseThrow().rotatingUntil()).hasValue(until);
    assertThat(register().rotate("vpn-9", SECRET, until, ANNA)).isEqualTo(new NoSuchGateway());
  }

  @Test
  default void aRemovedGatewayIsGoneWithItsNetworks() {
    register().add(gateway("vpn-1", "203.0.113.9"), SECRET, ANNA);
    assertThat(register().remove("vpn-1", ANNA)).isTrue();
    assertThat(register().remove("vpn-1", ANNA)).isFalse();
    assertThat(register().add(gateway("vpn-2", "203.0.113.9"), SECRET, ANNA))
        .isInstanceOf(Kept.class);
  }

  @Test
  default void theListGoesByName() {
    for (String name : List.of("b", "C", "a")) {
      register().add(gateway(name, "203.0.113." + (int) name.charAt(0)), SECRET, ANNA);
    }
    assertThat(register().list("", 2))
        .extracting(RegisteredGateway::name)
        .containsExactly("C", "a");
    assertThat(register().list("a", 2)).extracting(RegisteredGateway::name).containsExactly("b");
  }

  static RegisteredGateway gateway(String name, String... networks) {
    return new RegisteredGateway(
        name, networks(networks), true, GatewaySettings.DEFAULT, null, CREATED);
  }

  static List<Network> networks(String... texts) {
    return List.of(texts).stream().map(text -> Network.parse(text).orElseThrow()).toList();
  }

  private static GatewaySettings.Refined refined() {
    return new GatewaySettings.Refined(
        "vpn-ssl", "", "root", new TreeMap<>(Map.of("code", "challenge")));
  }

  private static RegisteredGateway refuse(RegisteredGateway gateway) {
    throw new IllegalArgumentException(gateway.name());
  }
}
