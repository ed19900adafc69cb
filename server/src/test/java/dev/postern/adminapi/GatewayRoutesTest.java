package dev.postern.adminapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.actor.Actor;
import dev.postern.api.GatewayChange;
import dev.postern.api.GatewayCreated;
import dev.postern.api.GatewayView;
import dev.postern.api.NewGateway;
import dev.postern.api.PolicyRefinement;
import dev.postern.api.PolicySettings;
import dev.postern.api.PolicySettings.Code;
import dev.postern.api.PolicySettings.EapMethod;
import dev.postern.api.RadSec;
import dev.postern.api.Secret;
import dev.postern.api.SecretRotated;
import dev.postern.api.SecretRotation;
import dev.postern.gateway.DictionaryCheck;
import dev.postern.gateway.InMemoryGatewayRegister;
import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Problem;
import dev.postern.http.Refused;
import dev.postern.operator.Role;
import dev.postern.radius.dictionary.Dictionary;
import dev.postern.user.RealmName;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GatewayRoutesTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
  private static final Caller ADMIN = new Caller(new Actor.Operator("anna"), Role.ADMIN, Set.of());
  private static final Dictionary DICTIONARY = Dictionary.load();

  private final InMemoryGatewayRegister register = new InMemoryGatewayRegister();
  private final GatewayRoutes routes =
      new GatewayRoutes(
          register, new DictionaryCheck(DICTIONARY), new SecureRandom(), () -> NOW, Set.of());

  @Test
  void aSecretIsMadeOnRequestAndShownOnce() {
    var created = created(add("vpn-1", null, null));
    assertThat(created.secret()).isNotNull();
    assertThat(java.util.Objects.requireNonNull(created.secret()).text()).hasSize(32);
    assertThat(register.secret("vpn-1").orElseThrow().octets().revealUtf8())
        .isEqualTo(created.secret().text());
    assertThat(created.gateway().policy().code()).isEqualTo(Code.EITHER);
    assertThat(created.gateway().networks()).containsExactly("203.0.113.9/32");
  }

  @Test
  void aGivenSecretIsNotShownAndAShortOneIsWarnedOf() {
    var created = created(add("vpn-1", new Secret("testing123"), null));
    assertThat(created.secret()).isNull();
    assertThat(created.gateway().warnings())
        .containsExactly("the shared secret has 10 octets, fewer than 16");
  }

  @Test
  void aPolicyIsShownAsItWasGivenAndARefinementOnlyWithWhatItSays() {
    var policy = policy(Code.CHALLENGE, "Class", "staff");
    var refinement = new PolicyRefinement("vpn-ikev2", null, null, code(Code.APPENDED));
    var asked =
        new NewGateway(
            "vpn-1",
            List.of("203.0.113.9"),
            null,
            null,
            null,
            null,
            null,
            policy,
            List.of(refinement));
    var view = created(answer(Method.POST, new FakeRequest().body(asked))).gateway();
    assertThat(view.policy().reply()).isEqualTo(policy.reply());
    assertThat(view.policy().code()).isEqualTo(Code.CHALLENGE);
    assertThat(view.refinements()).containsExactly(refinement);
  }

  @Test
  void eapMethodsAreShownInTheirOrderAndOffIsNone() {
    assertThat(eap(EapMethod.GTC, EapMethod.TTLS))
        .isEqualTo(List.of(EapMethod.GTC, EapMethod.TTLS));
    assertThat(eap(EapMethod.OFF)).isEqualTo(List.of(EapMethod.OFF));
    assertThat(eap()).isEqualTo(List.of(EapMethod.TTLS, EapMethod.PEAP, EapMethod.MSCHAPV2));
    var contradictory =
        new FakeRequest().body(asked("203.0.113.8", policy(EapMethod.OFF, EapMethod.TTLS)));
    assertThat(refused(contradictory).field()).isEqualTo("policy.eap.methods");
  }

  private @Nullable List<EapMethod> eap(EapMethod... methods) {
    var made =
        new NewGateway(
            "vpn-" + methods.length,
            List.of("203.0.113." + methods.length),
            null,
            null,
            null,
            null,
            null,
            policy(methods),
            null);
    var shown = created(answer(Method.POST, new FakeRequest().body(made))).gateway().policy();
    var _ = register.remove("vpn-" + methods.length, new Actor.Operator("anna"));
    return Objects.requireNonNull(shown.eap()).methods();
  }

  private static PolicySettings policy(EapMethod... methods) {
    var eap = new PolicySettings.Eap(List.of(methods), null, null);
    return new PolicySettings(
        null, null, null, null, null, null, null, null, null, eap, null, null);
  }

  @Test
  void aReplyAttributeMustBeOneOfTheDictionarys() {
    var asked =
        new NewGateway(
            "vpn-1",
            List.of("203.0.113.9"),
            null,
            null,
            null,
            null,
            null,
            policy(Code.EITHER, "Fortinet-Group-Nmae", "x"),
            null);
    assertThat(refused(new FakeRequest().body(asked)).detail())
        .contains("no attribute 'Fortinet-Group-Nmae'")
        .contains("Fortinet-Group-Name");
  }

  @Test
  void bothProtectionsOffTakeAnAcknowledgement() {
    var asked =
        new NewGateway("vpn-1", List.of("203.0.113.9"), null, false, false, null, null, null, null);
    assertThat(refused(new FakeRequest().body(asked)).detail()).contains("CVE-2024-3596");
    var request = new FakeRequest().body(asked).asking("insecure", "acknowledged");
    assertThat(created(answer(Method.POST, request)).gateway().warnings())
        .singleElement()
        .asString()
        .contains("replies can be forged");
  }

  @Test
  void aTakenNetworkIsToldWithTheOthersName() {
    add("vpn-1", null, null);
    assertThat(((Answer.Failed) add("vpn-2", null, null)).problem().detail())
        .isEqualTo("the network 203.0.113.9/32 belongs to gateway 'vpn-1'");
  }

  @Test
  void aChangeLeavesWhatItDoesNotName() {
    add("vpn-1", null, policy(Code.CHALLENGE, "Class", "staff"));
    var change = new GatewayChange(null, false, null, null, null, null, code(Code.APPENDED), null);
    var request = new FakeRequest().at("name", "vpn-1").body(change);
    var view = (GatewayView) ((Answer.Json) answer(Method.PATCH, request)).body();
    assertThat(view.enabled()).isFalse();
    assertThat(view.policy().code()).isEqualTo(Code.APPENDED);
    assertThat(view.policy().reply()).hasSize(1);
  }

  @Test
  void budgetAndResendAreTwoSettings() {
    var asked =
        new NewGateway(
            "vpn-1",
            List.of("203.0.113.9"),
            null,
            null,
            null,
            Duration.ofSeconds(4),
            null,
            budget(Duration.ofSeconds(20)),
            null);
    var view = created(answer(Method.POST, new FakeRequest().body(asked))).gateway();
    assertThat(view.resend()).isEqualTo(Duration.ofSeconds(4));
    assertThat(view.policy().budget()).isEqualTo(Duration.ofSeconds(20));
    var change =
        new GatewayChange(null, null, null, null, Duration.ofSeconds(30), null, null, null);
    var request = new FakeRequest().at("name", "vpn-1").body(change);
    var refused = catchThrowableOfType(Refused.class, () -> answer(Method.PATCH, request));
    assertThat(refused.problem().detail()).contains("which is 20 s");
  }

  @Test
  void aProblemBearsTheNameThatTheApiHasForIt() {
    var tooLong =
        new PolicySettings(
            null, "p".repeat(254), null, null, 3, null, null, null, null, null, null, null);
    var refused = refused(new FakeRequest().body(asked("203.0.113.9", tooLong)));
    assertThat(refused.field()).isEqualTo("policy.prompt");
    assertThat(refused.detail())
        .isEqualTo("is over 253 octets; policy.freshChallenges must be 0 to 2, not '3'");
    var life = new PolicyRefinement("vpn-ssl", null, null, life(Duration.ofHours(2)));
    var request =
        new NewGateway(
            "vpn-1", List.of("203.0.113.9"), null, null, null, null, null, null, List.of(life));
    var inRefinement = refused(new FakeRequest().body(request));
    assertThat(inRefinement.field()).isEqualTo("refinements");
    assertThat(inRefinement.detail())
        .isEqualTo("refinement 1: policy.challengeLife must be 1 s to 3600 s, not '7200 s'");
  }

  private static PolicySettings life(Duration life) {
    return new PolicySettings(
        null, null, null, null, null, life, null, null, null, null, null, null);
  }

  @Test
  void anAddressWithinANetworkIsNotMaskedButRefused() {
    var refused = refused(new FakeRequest().body(asked("10.0.0.1/8", null)));
    assertThat(refused.field()).isEqualTo("networks");
    assertThat(refused.hint()).isEqualTo("did you mean 10.0.0.0/8, or only 10.0.0.1?");
    assertThat(created(answer(Method.POST, new FakeRequest().body(asked("10.0.0.0/8", null)))))
        .extracting(made -> made.gateway().networks())
        .isEqualTo(List.of("10.0.0.0/8"));
  }

  private static NewGateway asked(String network, @Nullable PolicySettings policy) {
    return new NewGateway("vpn-1", List.of(network), null, null, null, null, null, policy, null);
  }

  @Test
  void aRotationKeepsThePresentSecretForADay() {
    add("vpn-1", null, null);
    var rotation = new SecretRotation(null, null);
    var route = routes.routes().stream().filter(r -> r.path().endsWith("/secret")).findFirst();
    var request = new FakeRequest().at("name", "vpn-1").body(rotation);
    var answer = (Answer.Json) route.orElseThrow().handler().answer(request, ADMIN);
    assertThat(((SecretRotated) answer.body()).gateway().previousSecretUntil())
        .isEqualTo(NOW.plus(Duration.ofDays(1)));
  }

  @Test
  void aKeyOfOneRealmDoesNotReachGateways() {
    var limited = new Caller(new Actor.MachineKey("k"), Role.ADMIN, Set.of(RealmName.LOCAL));
    for (var route : routes.routes()) {
      var request = new FakeRequest().at("name", "vpn-1");
      var refused =
          catchThrowableOfType(Refused.class, () -> route.handler().answer(request, limited));
      assertThat(refused.problem().status()).isEqualTo(403);
    }
  }

  private Answer add(String name, @Nullable Secret secret, @Nullable PolicySettings policy) {
    var asked =
        new NewGateway(name, List.of("203.0.113.9"), secret, null, null, null, null, policy, null);
    return answer(Method.POST, new FakeRequest().body(asked));
  }

  private Answer answer(Method method, FakeRequest request) {
    return routes.routes().stream()
        .filter(route -> route.method() == method)
        .findFirst()
        .orElseThrow()
        .handler()
        .answer(request, ADMIN);
  }

  private Problem refused(FakeRequest request) {
    return catchThrowableOfType(Refused.class, () -> answer(Method.POST, request)).problem();
  }

  private static GatewayCreated created(Answer answer) {
    return (GatewayCreated) ((Answer.Json) answer).body();
  }

  private static PolicySettings code(Code code) {
    return new PolicySettings(
        code, null, null, null, null, null, null, null, null, null, null, null);
  }

  private static PolicySettings budget(Duration budget) {
    return new PolicySettings(
        null, null, null, null, null, null, budget, null, null, null, null, null);
  }

  private static PolicySettings policy(Code code, String attribute, String value) {
    return new PolicySettings(
        code,
        null,
        null,
        null,
        null,
        Duration.ofMinutes(3),
        null,
        null,
        null,
        null,
        null,
        List.of(new PolicySettings.ReplyAttribute(attribute, value)));
  }

  private static NewGateway overTls(List<String> networks, @Nullable RadSec radSec) {
    return new NewGateway("fw-1", networks, null, null, null, null, radSec, null, null);
  }

  @Test
  void aGatewayMayBeKnownByItsCertificateAlone() {
    var asked = overTls(List.of(), new RadSec(List.of("FW1.example.org"), null, true));
    var view = created(answer(Method.POST, new FakeRequest().body(asked))).gateway();
    assertThat(view.radSec()).isEqualTo(new RadSec(List.of("dns:fw1.example.org"), false, true));
    var without =
        new GatewayChange(
            null, null, null, null, null, new RadSec(List.of(), null, false), null, null);
    var request = new FakeRequest().at("name", "fw-1").body(without);
    var refused = catchThrowableOfType(Refused.class, () -> answer(Method.PATCH, request));
    assertThat(refused.problem().detail()).contains("known by nothing");
  }

  @Test
  void aGatewayNeedsANetworkOrANameThatHoldsAnywhere() {
    assertThat(refused(new FakeRequest().body(overTls(List.of(), null))).field())
        .isEqualTo("networks");
    var fromNetworks = new RadSec(List.of("fw1.example.org"), true, null);
    assertThat(refused(new FakeRequest().body(overTls(List.of(), fromNetworks))).field())
        .isEqualTo("networks");
  }

  @Test
  void aNameThatIsNoneIsToldUnderItsField() {
    var problem =
        refused(
            new FakeRequest()
                .body(overTls(List.of(), new RadSec(List.of("*.example.org"), null, null))));
    assertThat(problem.field()).isEqualTo("radSec.names");
    assertThat(problem.detail()).contains("'*.example.org'");
  }
}
