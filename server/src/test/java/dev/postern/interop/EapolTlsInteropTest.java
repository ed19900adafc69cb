package dev.postern.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditEntry;
import dev.postern.certificate.PemFiles;
import dev.postern.octets.SecretOctets;
import dev.postern.testing.Authority;
import dev.postern.testing.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

/// wpa_supplicant's eapol_test logs in by EAP-TLS; the server has an RSA certificate.
@Tag("interop")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EapolTlsInteropTest {
  private static final String ALONE = "127.0.0.6";

  private final Instant now = InstantSource.system().instant();
  private final Authority root = Authority.root("Root", now);
  private final Authority between = root.below("Between");
  private final Authority.Issued revoked = between.client(Authority.upn("tls-revoked"));

  @TempDir private static Path folder;
  private Eapol eapol;

  @BeforeAll
  void start() {
    Authority.certificates(folder.resolve("ca.pem"), root);
    var later = now.plus(Duration.ofDays(1));
    Authority.crls(folder.resolve("crl.pem"), root.crl(later), between.crl(later, revoked.own()));
    var pem = root.server("radius.example.org", "RSA").in(folder, "eap");
    eapol =
        Eapol.start(
            folder,
            pem,
            """
              client-ca: %s
              client-crl: %s
            """
                .formatted(folder.resolve("ca.pem"), folder.resolve("crl.pem")));
    eapol.site().addGateway("strict", "127.0.0.7", Map.of("eap", "tls", "budget-seconds", "30"));
    eapol
        .site()
        .addGateway(
            "alone",
            ALONE,
            Map.of("eap", "tls,ttls", "certificate-alone", "yes", "budget-seconds", "30"));
  }

  @AfterAll
  void close() {
    if (eapol != null) {
      eapol.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Eapol.TLS_1_2, Eapol.TLS_1_3})
  void whereTheCertificateStandsAloneItLetsInWithTheKeysThatTheClientHas(String phase1) {
    var person = eapol.site().person("tls-" + phase1.length());
    var own = between.client(Authority.upn(person.name())).in(folder, person.name());
    String said = tls(ALONE, person, own, phase1);
    assertThat(eapol.site().logins(person))
        .singleElement()
        .matches(it -> it.event().equals("login.accepted"));
    assertThat(said).endsWith("SUCCESS\n").contains(Eapol.SAME_KEYS);
    assertThat(said)
        .contains(
            "SSL: Using TLS version " + (phase1.equals(Eapol.TLS_1_2) ? "TLSv1.2" : "TLSv1.3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {Eapol.TLS_1_2, Eapol.TLS_1_3})
  void whoHasATokenIsRejectedElsewhereForTheCodeIsMissing(String phase1) {
    var person = eapol.site().person("tls-code-" + phase1.length());
    var own = between.client(Authority.upn(person.name())).in(folder, person.name());
    assertThat(tls("127.0.0.7", person, own, phase1)).endsWith("FAILURE\n");
    assertThat(reasons(person)).isEqualTo("SECOND_FACTOR_MISSING");
  }

  @ParameterizedTest
  @ValueSource(strings = {Eapol.TLS_1_2, Eapol.TLS_1_3})
  void aCertificateThatWasRevokedIsToldOfByAnAlertAndInTheAudit(String phase1) {
    var person = new Person("tls-revoked", "", SecretOctets.utf8(""));
    var own = revoked.in(folder, "revoked");
    assertThat(tls(ALONE, person, own, phase1)).endsWith("FAILURE\n").contains("alert");
    assertThat(reasons(person)).isEqualTo("EAP_CLIENT_CERTIFICATE_REVOKED");
  }

  @Test
  void oneThatExpiredOrIsAnotherCasIsRefused() {
    var person = eapol.site().person("tls-wrong");
    var name = Authority.upn(person.name());
    var old = between.client(now.minusSeconds(60), "EC", name).in(folder, "old");
    var foreign = Authority.root("Root", now).client(name).in(folder, "foreign");
    assertThat(tls(ALONE, person, old, Eapol.TLS_1_3)).endsWith("FAILURE\n");
    assertThat(tls(ALONE, person, foreign, Eapol.TLS_1_2)).endsWith("FAILURE\n");
    assertThat(eapol.site().logins(person).stream().map(AuditEntry::reason))
        .containsExactlyInAnyOrder(
            "EAP_CLIENT_CERTIFICATE_OUT_OF_DATE", "EAP_CLIENT_CERTIFICATE_UNKNOWN_CA");
  }

  @Test
  void anothersCertificateIsNotMine() {
    var person = eapol.site().person("tls-mine");
    var other = eapol.site().person("tls-other");
    var own = between.client(Authority.upn(other.name())).in(folder, other.name());
    assertThat(tls(ALONE, person, own, Eapol.TLS_1_3)).endsWith("FAILURE\n");
    assertThat(reasons(other)).isEqualTo("EAP_NAME_CONTRADICTS");
  }

  private String reasons(Person person) {
    return eapol.site().logins(person).getFirst().reason();
  }

  private String tls(String gateway, Person person, PemFiles own, String phase1) {
    return eapol
        .at(gateway)
        .run(
            "eap=TLS",
            "identity=\"" + person.name() + "\"",
            "ca_cert=\"" + folder.resolve("ca.pem") + "\"",
            "client_cert=\"" + own.certificate() + "\"",
            "private_key=\"" + own.key() + "\"",
            "domain_match=\"radius.example.org\"",
            "phase1=\"" + phase1 + "\"");
  }
}
