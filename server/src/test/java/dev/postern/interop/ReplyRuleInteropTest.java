package dev.postern.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.certificate.PemFiles;
import dev.postern.octets.Octets;
import dev.postern.reply.RuleConditions;
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
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What reply rules grant, as FreeRADIUS' radclient and wpa_supplicant's eapol_test read it.
@Tag("interop")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplyRuleInteropTest {
  private static final Path RADCLIENT = Path.of("/usr/bin/radclient");
  private static final Path EAPOL_TEST = Path.of("/usr/bin/eapol_test");
  private static final Pattern STATE = Pattern.compile("State = (0x[0-9a-f]+)");
  private static final String THE_REST = Octets.utf8("the-rest").toString();
  private static final String PROVEN = "Message-Authenticator = 0x00";

  @TempDir private static Path folder;
  private TestDatabase database;
  private Site site;
  private ServerProcess server;

  @BeforeAll
  void start() {
    Program.require(RADCLIENT, "freeradius-utils");
    Program.require(EAPOL_TEST, "eapoltest");
    database = TestDatabase.create();
    site = new Site(Site.settings(database));
    site.addRule(
        "tunnel",
        new RuleConditions("", "", "", "nas", "vpn-ikev2", "", ""),
        Map.of(
            "Tunnel-Password:7", "swordfish, of more than one block of sixteen",
            "Tunnel-Private-Group-Id:1", "100",
            "Tunnel-Type:1", "VLAN",
            "Framed-IP-Address", "192.0.2.7",
            "Framed-IPv6-Prefix", "2001:db8:1::/48",
            "Session-Timeout", "600",
            "Class", "0x00ff"));
    site.addRule("rest", RuleConditions.ANY, Map.of("Filter-Id", "the-rest", "Class", "the-rest"));
    var pem =
        new PemFiles(folder.resolve("eap.pem"), folder.resolve("eap-key.pem"))
            .orSelfSigned(
                List.of("radius.example.org"),
                InstantSource.system().instant(),
                new SecureRandom());
    server = site.nodeWithEap("a", pem);
  }

  @AfterAll
  void close() {
    if (server != null) {
      server.close();
      site.close();
      database.close();
    }
  }

  private static void assertGranted(String said) {
    assertThat(said)
        .contains("Received Access-Accept")
        .contains("Tunnel-Password:7 = \"swordfish, of more than one block of sixteen\"")
        .contains("Tunnel-Private-Group-Id:1 = \"100\"")
        .contains("Tunnel-Type:1 = VLAN")
        .contains("Framed-IP-Address = 192.0.2.7")
        .contains("Framed-IPv6-Prefix = 2001:db8:1::/48")
        .contains("Session-Timeout = 600")
        .contains("Class = 0x00ff")
        .doesNotContain("Filter-Id");
  }

  @Test
  void radclientReadsWhatIsGrantedAndDecryptsTheSecret() {
    var person = site.person("appended");
    assertGranted(
        auth(login(person, person.password() + person.code(Person.step())), "vpn-ikev2", PROVEN));
  }

  @Test
  void afterAChallengeItDecryptsTheSecretWithTheRequestThatBoreTheCode() {
    var person = site.person("challenged");
    String asked = auth(login(person, person.password()), "vpn-ikev2", PROVEN);
    assertThat(asked).contains("Received Access-Challenge").doesNotContain("Tunnel-");
    var state = STATE.matcher(asked);
    assertThat(state.find()).as(asked).isTrue();
    String answer = login(person, person.code(Person.step()));
    assertGranted(auth(answer, "vpn-ikev2", PROVEN, "State = " + state.group(1)));
  }

  @Test
  void whoMeetsAnotherRuleIsGrantedWhatThatOneSays() {
    var person = site.person("other");
    String code = person.code(Person.step());
    assertThat(auth(login(person, person.password() + code), "vpn-ssl", PROVEN))
        .contains("Received Access-Accept")
        .contains("Filter-Id = \"the-rest\"")
        .doesNotContain("Tunnel-");
  }

  @Test
  void anAcceptOfTtlsBearsWhatIsGrantedBesideTheKeys() {
    var person = site.person("ttls");
    String said = ttls(person, person.password() + person.code(Person.step()));
    assertThat(said).endsWith("SUCCESS\n").contains("MPPE keys OK: 1  mismatch: 0");
    assertThat(said).containsPattern("Attribute 25 \\(Class\\).*\\n +Value: " + THE_REST);
  }

  private static String login(Person person, String password) {
    return "User-Name = \"%s\", User-Password = \"%s\"".formatted(person.name(), password);
  }

  private String auth(String login, String connectInfo, String... more) {
    String asked =
        login + "\nConnect-Info = \"" + connectInfo + "\"\n" + String.join("\n", more) + "\n";
    String address = "127.0.0.1:" + server.radius().getPort();
    String secret = Site.SECRET.octets().revealUtf8();
    return run(asked, RADCLIENT.toString(), "-x", "-r", "1", "-t", "5", address, "auth", secret);
  }

  private String ttls(Person person, String password) {
    try {
      var network = Files.createTempFile(folder, "network", ".conf");
      Files.writeString(
          network,
          """
          network={
          key_mgmt=IEEE8021X
          eapol_flags=0
          eap=TTLS
          anonymous_identity="anonymous"
          identity="%s"
          password="%s"
          ca_cert="%s"
          phase2="auth=PAP"
          }
          """
              .formatted(person.name(), password, folder.resolve("eap.pem")));
      return run(
          "",
          EAPOL_TEST.toString(),
          "-c",
          network.toString(),
          "-a",
          "127.0.0.1",
          "-p",
          "" + server.radius().getPort(),
          "-s",
          Site.SECRET.octets().revealUtf8(),
          "-t",
          "20",
          "-r",
          "0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String run(String input, String... command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
        in.write(input);
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
