package dev.postern.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditEntry;
import dev.postern.testing.Person;
import dev.postern.testing.Site;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// wpa_supplicant's eapol_test, client and gateway in one, logs in by EAP.
@Tag("interop")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EapolInteropTest {
  private static final String GTC_GATEWAY = "127.0.0.4";

  @TempDir private static Path folder;
  private Eapol eapol;
  private Site site;

  @BeforeAll
  void start() {
    eapol = Eapol.start(folder);
    site = eapol.site();
    site.addGateway("gtc", GTC_GATEWAY, Map.of("eap", "gtc", "budget-seconds", "30"));
  }

  @AfterAll
  void close() {
    if (eapol != null) {
      eapol.close();
    }
  }

  @Test
  void gtcWithAnAppendedCodeIsLetIn() {
    var person = site.person("gtc-appended");
    String said = gtc(person, person.password() + person.code(Person.step()));
    assertThat(said).endsWith("SUCCESS\n").contains("EAP: Status notification: completion");
  }

  @Test
  void gtcWithAWrongPasswordIsToldFailure() {
    var person = site.person("gtc-wrong");
    assertThat(gtc(person, "wrong"))
        .endsWith("FAILURE\n")
        .contains("Access-Reject")
        .contains("EAP-Failure");
    assertThat(site.logins(person))
        .singleElement()
        .matches(it -> it.reason().equals("WRONG_PASSWORD"));
  }

  @ParameterizedTest
  @ValueSource(strings = {Eapol.TLS_1_2, Eapol.TLS_1_3})
  void ttlsWithAnAppendedCodeIsLetInWithTheKeysThatTheClientHas(String phase1) {
    var person = site.person("ttls-" + phase1.length());
    String said = ttls(person, person.password() + person.code(Person.step()), phase1);
    assertThat(said).endsWith("SUCCESS\n").contains("MPPE keys OK: 1  mismatch: 0");
    assertThat(said)
        .contains(
            "SSL: Using TLS version " + (phase1.equals(Eapol.TLS_1_2) ? "TLSv1.2" : "TLSv1.3"));
    assertThat(site.logins(person))
        .singleElement()
        .matches(it -> it.event().equals("login.accepted"));
  }

  @ParameterizedTest
  @ValueSource(strings = {Eapol.TLS_1_2, Eapol.TLS_1_3})
  void ttlsWithoutACodeOrWithAWrongPasswordIsToldFailure(String phase1) {
    var person = site.person("ttls-no-" + phase1.length());
    assertThat(ttls(person, "wrong", phase1)).endsWith("FAILURE\n").contains("Access-Reject");
    assertThat(ttls(person, person.password(), phase1)).endsWith("FAILURE\n");
    assertThat(site.logins(person).stream().map(AuditEntry::reason))
        .containsExactlyInAnyOrder("WRONG_PASSWORD", "CODE_MISSING");
  }

  @Test
  void tls12WithoutExtendedMasterSecretIsRejectedAndTheAuditSaysWhy() {
    var person = site.person("old-tls");
    String said =
        eapol
            .withoutExtendedMasterSecret()
            .run(ttlsPap(person, person.password(), Eapol.TLS_1_2, person.name()));
    assertThat(said).endsWith("FAILURE\n");
    assertThat(site.logins(person).stream().map(AuditEntry::reason))
        .containsExactly("EAP_NO_EXTENDED_MASTER_SECRET");
  }

  @Test
  void aClientThatKnowsAnotherCaIsRejectedAndTheAuditSaysWhy() {
    var person = site.person("distrustful");
    var another = Eapol.selfSigned(folder, "another", "another");
    String said =
        eapol.run(
            "eap=TTLS",
            "identity=\"" + person.name() + "\"",
            "password=\"" + person.password() + "\"",
            "ca_cert=\"" + another.certificate() + "\"",
            "phase2=\"auth=PAP\"");
    assertThat(said).endsWith("FAILURE\n");
    assertThat(site.logins(person).stream().map(AuditEntry::reason))
        .containsExactly("EAP_CERTIFICATE_REFUSED");
  }

  private String ttls(Person person, String password, String phase1) {
    return ttls(person, password, phase1, "anonymous");
  }

  private String ttls(Person person, String password, String phase1, String outer) {
    return eapol.run(ttlsPap(person, password, phase1, outer));
  }

  private String[] ttlsPap(Person person, String password, String phase1, String outer) {
    return new String[] {
      "eap=TTLS",
      "anonymous_identity=\"" + outer + "\"",
      "identity=\"" + person.name() + "\"",
      "password=\"" + password + "\"",
      "ca_cert=\"" + eapol.certificate() + "\"",
      "phase1=\"" + phase1 + "\"",
      "phase2=\"auth=PAP\""
    };
  }

  private String gtc(Person person, String password) {
    return eapol
        .withoutKeys()
        .at(GTC_GATEWAY)
        .run("eap=GTC", "identity=\"" + person.name() + "\"", "password=\"" + password + "\"");
  }
}
