package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.AccessDecision.Accept;
import dev.postern.access.AccessDecision.Reject;
import dev.postern.access.AccessRequest.Described;
import dev.postern.audit.AuditEntry;
import dev.postern.gateway.GatewaySettings;
import dev.postern.mschap.PasswordProof;
import dev.postern.octets.Octets;
import dev.postern.password.HashPool;
import dev.postern.password.LocalPasswords;
import dev.postern.password.PasswordSettings;
import dev.postern.testing.InMemoryLoginWorld;
import dev.postern.testing.LoginStage;
import dev.postern.testing.TestParts;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenState;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who comes in by a certificate that is trusted.
class CertificateLoginsTest {
  private final SecureRandom random = new SecureRandom();
  private final InMemoryLoginWorld world = new InMemoryLoginWorld();
  private final LoginStage stage = new LoginStage(world);
  private final HashPool hashes = new HashPool(PasswordSettings.usual(1), random, () -> 0);
  private final AccessFlow flow =
      new AccessFlow(
          TestParts.of(world.logins(), new LocalPasswords(hashes), world.clock(), () -> 0, random));

  CertificateLoginsTest() {
    stage.gateway("strict", GatewaySettings.DEFAULT);
    stage.gateway(
        "first-alone", GatewaySettings.DEFAULT.with(Map.of("without-token", "password-alone")));
    stage.gateway("alone", GatewaySettings.DEFAULT.with(Map.of("certificate-alone", "yes")));
    world.user("bare", "correct-horse");
    var jdoe = world.user("jdoe", "correct-horse");
    world.token(jdoe, "T1", TokenKind.TOTP, 6, TokenState.ACTIVE);
    var lost = world.user("lost", "correct-horse");
    world.token(lost, "T2", TokenKind.TOTP, 6, TokenState.REVOKED);
    world.enable(world.user("gone", "correct-horse"), false);
  }

  @AfterEach
  void close() {
    hashes.close();
    stage.close();
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdoe", "lost"})
  void whoHasOrHadATokenNeedsASecondFactorUnlessTheCertificateIsToStandAlone(String name) {
    assertThat(certified("strict", name, name)).isEqualTo(RejectReason.SECOND_FACTOR_MISSING);
    assertThat(certified("first-alone", name, name)).isEqualTo(RejectReason.SECOND_FACTOR_MISSING);
    assertThat(certified("alone", name, name)).isEqualTo("let in");
    assertThat(audited())
        .last()
        .matches(it -> it.event().equals("login.accepted"))
        .matches(it -> "certificate".equals(it.detail().get("factor")));
  }

  @Test
  void whoNeverHadATokenMeetsWhatThePolicySaysOfThose() {
    assertThat(certified("strict", "bare", "bare")).isEqualTo(RejectReason.NO_TOKEN);
    assertThat(certified("first-alone", "bare", "bare")).isEqualTo("let in");
    assertThat(certified("alone", "bare", "bare")).isEqualTo("let in");
  }

  @Test
  void aCertificateOpensNothingForWhoIsDisabledOrUnknown() {
    assertThat(certified("alone", "gone", "gone")).isEqualTo(RejectReason.DISABLED);
    assertThat(certified("alone", "nobody", "nobody")).isEqualTo(RejectReason.UNKNOWN_USER);
    assertThat(certified("alone", " ", " ")).isEqualTo(RejectReason.BAD_NAME);
  }

  @Test
  void theNameOutsideMayHideWhoItIsAndBeNoOthers() {
    for (String hidden : List.of("anonymous", "@corp.example", "anonymous@corp.example", "JDoe")) {
      assertThat(certified("alone", "jdoe", hidden)).as(hidden).isEqualTo("let in");
    }
    for (String other : List.of("bare", "nobody", "jdoe@corp.example")) {
      assertThat(certified("alone", "jdoe", other))
          .as(other)
          .isEqualTo(RejectReason.EAP_NAME_CONTRADICTS);
    }
  }

  private Object certified(String gateway, String name, String outer) {
    var at = stage.gateway(gateway);
    var request =
        new AccessRequest(
            at,
            "r1",
            0,
            name,
            new PasswordProof.None("a certificate"),
            null,
            Octets.hex("%02x".formatted(random.nextInt(256)).repeat(32)),
            new Described("", "", "", "", ""));
    return switch (flow.certified(request.withoutPrompt(), outer)) {
      case Accept _ -> "let in";
      case Reject(RejectReason reason, var _) -> reason;
      case AccessDecision other -> other;
    };
  }

  private List<AuditEntry> audited() {
    return world.people().audited().stream()
        .filter(entry -> entry.event().startsWith("login."))
        .toList();
  }
}
