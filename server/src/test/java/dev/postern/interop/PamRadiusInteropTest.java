package dev.postern.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditEntry;
import dev.postern.testing.Person;
import dev.postern.testing.ServerProcess;
import dev.postern.testing.Site;
import dev.postern.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// pam_radius, by which sshd and sudo log people in: pamtester has it ask for password and code.
///
/// The service is in a folder that stands before `/etc/pam.d` for this one process.
@Tag("interop")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PamRadiusInteropTest {
  private static final Path PAMTESTER = Path.of("/usr/bin/pamtester");
  private static final Path MODULE =
      Path.of("/usr/lib/x86_64-linux-gnu/security/pam_radius_auth.so");
  private static final String GATEWAY = "127.0.0.5";
  private static final String STATION = "203.0.113.9";
  private static final String SERVICE =
      """
      auth required pam_radius_auth.so conf={folder}/servers retry=1
      """;

  @TempDir private static Path folder;
  private TestDatabase database;
  private Site site;
  private ServerProcess server;

  @BeforeAll
  void start() throws IOException {
    Program.requireRoot();
    Program.require(PAMTESTER, "pamtester");
    Program.require(MODULE, "libpam-radius-auth");
    database = TestDatabase.create();
    site = new Site(Site.settings(database));
    site.addGateway(
        "pam", GATEWAY, Map.of("require-message-authenticator", "no", "budget-seconds", "30"));
    server = site.node("a");
    String secret = Site.SECRET.octets().revealUtf8();
    Files.writeString(
        folder.resolve("servers"),
        "127.0.0.1:%d %s 30 %s\n".formatted(server.radius().getPort(), secret, GATEWAY));
    Files.writeString(
        Files.createDirectory(folder.resolve("pam.d")).resolve("postern"),
        SERVICE.replace("{folder}", folder.toString()));
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
  void theCodeIsAskedForAndLetsIn() {
    var person = site.person("challenged");
    String said = authenticate(person, person.password(), person.code(Person.step()));
    assertThat(said).contains("Enter token code").contains("successfully authenticated");
    assertThat(site.logins(person).stream().map(AuditEntry::event))
        .containsExactly("login.challenged", "login.accepted");
    assertThat(site.logins(person).getLast()).extracting("origin.source").isEqualTo(STATION);
  }

  @Test
  void anAppendedCodeNeedsNoQuestion() {
    var person = site.person("appended");
    String said = authenticate(person, person.password() + person.code(Person.step()));
    assertThat(said).doesNotContain("Enter token code").contains("successfully authenticated");
  }

  @Test
  void aWrongCodeDoesNot() {
    var person = site.person("mistaken");
    String said = authenticate(person, person.password(), person.wrongCodes(1).getFirst());
    assertThat(said).contains("Enter token code").contains("Authentication failure");
    assertThat(site.logins(person).getLast().reason()).isEqualTo("WRONG_CODE");
  }

  /// What pamtester says if somebody types that.
  private static String authenticate(Person person, String... typed) {
    String mount = "mount --bind " + folder.resolve("pam.d") + " /etc/pam.d && exec \"$0\" \"$@\"";
    var command =
        List.of(
            "unshare",
            "--mount",
            "sh",
            "-c",
            mount,
            PAMTESTER.toString(),
            "-I",
            "rhost=" + STATION,
            "postern",
            person.name(),
            "authenticate");
    return RunningProgram.run(folder, command, String.join("\n", typed) + "\n");
  }
}
