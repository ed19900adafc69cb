package dev.postern.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditEntry;
import dev.postern.testing.Person;
import dev.postern.user.Recoverable;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// wpa_supplicant's eapol_test logs in by PEAP.
@Tag("interop")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EapolPeapInteropTest {
  private static final String PASSWORD_ALONE = "127.0.0.6";

  @TempDir private static Path folder;
  private Eapol eapol;

  @BeforeAll
  void start() {
    eapol = Eapol.start(folder);
    eapol
        .site()
        .addGateway(
            "alone",
            PASSWORD_ALONE,
            Map.of("without-token", "password-alone", "budget-seconds", "30"));
  }

  @AfterAll
  void close() {
    if (eapol != null) {
      eapol.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Eapol.TLS_1_2, Eapol.TLS_1_3})
  void gtcWithAnAppendedCodeIsLetInWithTheKeysThatTheClientHas(String phase1) {
    var person = eapol.site().person("gtc-" + phase1.length());
    String code = person.code(Person.step());
    String said = peap("127.0.0.1", person, person.password() + code, phase1, "GTC");
    assertThat(events(person)).containsExactly("login.accepted");
    assertThat(said)
        .contains("EAP-TLV: TLV Result - Success - EAP-TLV/Phase2 Completed")
        .contains("EAP-PEAP: Valid cryptobinding TLV received")
        .contains(Eapol.SAME_KEYS)
        .endsWith("SUCCESS\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {Eapol.TLS_1_2, Eapol.TLS_1_3})
  void mschapv2IsLetInWithTheKeysThatTheClientHas(String phase1) {
    var person = eapol.site().personWithoutToken("ms-" + phase1.length(), Recoverable.NT_HASH);
    String said = peap(PASSWORD_ALONE, person, person.password(), phase1, "MSCHAPV2");
    assertThat(events(person)).containsExactly("login.challenged", "login.accepted");
    assertThat(said)
        .contains("EAP-PEAP: Valid cryptobinding TLV received")
        .contains(Eapol.SAME_KEYS)
        .endsWith("SUCCESS\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {Eapol.TLS_1_2, Eapol.TLS_1_3})
  void withoutBindingTheKeysAreThoseOfTheTunnel(String phase1) {
    var person = eapol.site().personWithoutToken("un-" + phase1.length(), Recoverable.NT_HASH);
    String unbound = phase1 + " crypto_binding=0";
    String said = peap(PASSWORD_ALONE, person, person.password(), unbound, "MSCHAPV2");
    assertThat(said)
        .doesNotContain("Valid cryptobinding")
        .contains(Eapol.SAME_KEYS)
        .endsWith("SUCCESS\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {Eapol.TLS_1_2, Eapol.TLS_1_3})
  void aWrongPasswordAndAMissingCodeAreFailures(String phase1) {
    var person = eapol.site().person("no-" + phase1.length(), Recoverable.NT_HASH);
    assertThat(peap("127.0.0.1", person, "wrong", phase1, "GTC")).endsWith("FAILURE\n");
    assertThat(peap("127.0.0.1", person, "wrong", phase1, "MSCHAPV2"))
        .contains("EAP-MSCHAPV2: error 691")
        .endsWith("FAILURE\n");
    assertThat(peap("127.0.0.1", person, person.password(), phase1, "MSCHAPV2"))
        .endsWith("FAILURE\n");
    assertThat(eapol.site().logins(person).stream().map(AuditEntry::reason))
        .containsExactlyInAnyOrder("WRONG_PASSWORD", "WRONG_PASSWORD", "CODE_MISSING");
  }

  private Stream<String> events(Person person) {
    return eapol.site().logins(person).stream().map(AuditEntry::event);
  }

  private String peap(String gateway, Person person, String password, String phase1, String inner) {
    return eapol
        .at(gateway)
        .run(
            "eap=PEAP",
            "anonymous_identity=\"anonymous\"",
            "identity=\"" + person.name() + "\"",
            "password=\"" + password + "\"",
            "ca_cert=\"" + eapol.certificate() + "\"",
            "phase1=\"peapver=0 " + phase1 + "\"",
            "phase2=\"auth=" + inner + "\"");
  }
}
