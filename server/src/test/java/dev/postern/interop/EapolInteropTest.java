package dev.postern.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditEntry;
import dev.postern.certificate.PemFiles;
import dev.postern.testing.Person;
import dev.postern.testing.ServerProcess;
import dev.postern.testing.Site;
import dev.postern.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
  private static final Path EAPOL_TEST = Path.of("/usr/bin/eapol_test");
  private static final String GTC_GATEWAY = "127.0.0.4";
  private static final String TLS_1_2 = "tls_disable_tlsv1_3=1";
  private static final String TLS_1_3 =
      "tls_disable_tlsv1_0=1 tls_disable_tlsv1_1=1 tls_disable_tlsv1_2=1 tls_disable_tlsv1_3=0";
  private static final String WITHOUT_EXTENDED_MASTER_SECRET =
      """
      openssl_conf = init
      [init]
      ssl_conf = parts
      [parts]
      system_default = options
      [options]
      Options = -ExtendedMasterSecret
      """;

  @TempDir private static Path folder;
  private TestDatabase database;
  private Site site;
  private ServerProcess server;

  @BeforeAll
  void start() {
    Program.require(EAPOL_TEST, "eapoltest");
    database = TestDatabase.create();
    site = new Site(Site.settings(database));
    site.addGateway("gtc", GTC_GATEWAY, Map.of("eap", "gtc", "budget-seconds", "30"));
    server = site.nodeWithEap("a", certificate());
  }

  @AfterAll
  void close() {
    if (server != null) {
      server.close();
      site.close();
      database.close();
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

  /// In the server's process this certificate is read from its files.
  private static PemFiles certificate() {
    return new PemFiles(folder.resolve("eap.pem"), folder.resolve("eap-key.pem"))
        .orSelfSigned(
            List.of("radius.example.org"), InstantSource.system().instant(), new SecureRandom());
  }

  @ParameterizedTest
  @ValueSource(strings = {TLS_1_2, TLS_1_3})
  void ttlsWithAnAppendedCodeIsLetInWithTheKeysThatTheClientHas(String phase1) {
    var person = site.person("ttls-" + phase1.length());
    String said = ttls(person, person.password() + person.code(Person.step()), phase1);
    assertThat(said).endsWith("SUCCESS\n").contains("MPPE keys OK: 1  mismatch: 0");
    assertThat(said)
        .contains("SSL: Using TLS version " + (phase1.equals(TLS_1_2) ? "TLSv1.2" : "TLSv1.3"));
    assertThat(site.logins(person))
        .singleElement()
        .matches(it -> it.event().equals("login.accepted"));
  }

  @ParameterizedTest
  @ValueSource(strings = {TLS_1_2, TLS_1_3})
  void ttlsWithoutACodeOrWithAWrongPasswordIsToldFailure(String phase1) {
    var person = site.person("ttls-no-" + phase1.length());
    assertThat(ttls(person, "wrong", phase1)).endsWith("FAILURE\n").contains("Access-Reject");
    assertThat(ttls(person, person.password(), phase1)).endsWith("FAILURE\n");
    assertThat(site.logins(person).stream().map(AuditEntry::reason))
        .containsExactlyInAnyOrder("WRONG_PASSWORD", "CODE_MISSING");
  }

  @Test
  void tls12WithoutExtendedMasterSecretIsRejectedAndTheAuditSaysWhy() throws IOException {
    var person = site.person("old-tls");
    Files.writeString(folder.resolve("openssl.cnf"), WITHOUT_EXTENDED_MASTER_SECRET);
    String said = ttls(person, person.password(), TLS_1_2, person.name());
    assertThat(said).endsWith("FAILURE\n");
    assertThat(site.logins(person).stream().map(AuditEntry::reason))
        .containsExactly("EAP_NO_EXTENDED_MASTER_SECRET");
    Files.delete(folder.resolve("openssl.cnf"));
  }

  @Test
  void aClientThatKnowsAnotherCaIsRejectedAndTheAuditSaysWhy() {
    var person = site.person("distrustful");
    var another =
        new PemFiles(folder.resolve("another.pem"), folder.resolve("another-key.pem"))
            .orSelfSigned(List.of("another"), InstantSource.system().instant(), new SecureRandom());
    String said =
        run(
            "127.0.0.1",
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
    return run(
        "127.0.0.1",
        "eap=TTLS",
        "anonymous_identity=\"" + outer + "\"",
        "identity=\"" + person.name() + "\"",
        "password=\"" + password + "\"",
        "ca_cert=\"" + folder.resolve("eap.pem") + "\"",
        "phase1=\"" + phase1 + "\"",
        "phase2=\"auth=PAP\"");
  }

  private String gtc(Person person, String password) {
    return run(
        GTC_GATEWAY,
        "eap=GTC",
        "identity=\"" + person.name() + "\"",
        "password=\"" + password + "\"");
  }

  /// What it says of a login by a network of these settings.
  private String run(String gateway, String... settings) {
    try {
      var network = Files.createTempFile(folder, "network", ".conf");
      Files.writeString(
          network,
          "network={\nkey_mgmt=IEEE8021X\neapol_flags=0\n" + String.join("\n", settings) + "\n}\n");
      var command = new ArrayList<>(List.of(EAPOL_TEST.toString(), "-c", network.toString()));
      command.addAll(List.of("-a", "127.0.0.1", "-p", "" + server.radius().getPort()));
      command.addAll(List.of("-A", gateway, "-s", Site.SECRET.octets().revealUtf8()));
      command.addAll(List.of("-t", "20", "-r", "0"));
      if (gateway.equals(GTC_GATEWAY)) {
        command.add("-n");
      }
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      if (Files.exists(folder.resolve("openssl.cnf"))) {
        builder.environment().put("OPENSSL_CONF", folder.resolve("openssl.cnf").toString());
      }
      var process = builder.start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
