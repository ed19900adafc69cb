package dev.postern.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.testing.Person;
import dev.postern.testing.ServerProcess;
import dev.postern.testing.Site;
import dev.postern.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/// wpa_supplicant's eapol_test, client and gateway in one, logs in by EAP.
@Tag("interop")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EapolInteropTest {
  private static final Path EAPOL_TEST = Path.of("/usr/bin/eapol_test");
  private static final String GTC_GATEWAY = "127.0.0.4";

  @TempDir private Path folder;
  private TestDatabase database;
  private Site site;
  private ServerProcess server;

  /// On a machine of ours without eapol_test these tests are left out; CI must have it.
  @BeforeAll
  void start() {
    boolean there = Files.isExecutable(EAPOL_TEST);
    assumeTrue(
        there || "true".equals(System.getenv("CI")),
        "no " + EAPOL_TEST + ": install eapoltest to test against it");
    assertThat(there).as("CI has " + EAPOL_TEST).isTrue();
    database = TestDatabase.create();
    site = new Site(Site.settings(database));
    site.addGateway("gtc", GTC_GATEWAY, Map.of("eap", "gtc", "budget-seconds", "30"));
    server = site.node("a");
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
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
