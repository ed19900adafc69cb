package dev.postern.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.audit.AuditEntry;
import dev.postern.testing.Person;
import dev.postern.testing.ServerProcess;
import dev.postern.testing.Site;
import dev.postern.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

/// ocserv, a VPN gateway that shows a challenge's text, and openconnect, its client: password, then
/// the code that is asked for, then a tunnel.
@Tag("interop")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OcservInteropTest {
  private static final Path OCSERV = Path.of("/usr/sbin/ocserv");
  private static final Path OPENCONNECT = Path.of("/usr/sbin/openconnect");
  private static final String INSIDE = "10.77.0.1";

  private static final String RADIUS =
      """
      authserver {server}
      acctserver {server}
      servers {folder}/servers
      dictionary /etc/radcli/dictionary
      default_realm
      radius_timeout 10
      radius_retries 2
      bindaddr {gateway}
      """;
  private static final String SETTINGS =
      """
      auth = "radius[config={folder}/radius.conf]"
      listen-host = {listen}
      tcp-port = 443
      server-cert = {folder}/vpn.pem
      server-key = {folder}/vpn-key.pem
      socket-file = {folder}/socket
      use-occtl = false
      run-as-user = root
      run-as-group = root
      isolate-workers = false
      max-ban-score = 0
      device = vpn
      ipv4-network = 10.77.0.0
      ipv4-netmask = 255.255.255.0
      """;

  /// Run by openconnect when its tunnel is there.
  private static final String TUNNEL_SCRIPT =
      """
      #!/bin/sh -e
      [ "$reason" = connect ] || exit 0
      ip link set "$TUNDEV" up
      ip address add "$INTERNAL_IP4_ADDRESS" peer {inside} dev "$TUNDEV"
      """;

  @TempDir private static Path folder;
  private TestDatabase database;
  private Site site;
  private VpnNetwork network;
  private ServerProcess server;
  private RunningProgram ocserv;

  @BeforeAll
  void start() throws IOException {
    Program.require(OCSERV, "ocserv");
    Program.require(OPENCONNECT, "openconnect");
    network = VpnNetwork.create(folder);
    database = TestDatabase.create();
    site = new Site(Site.settings(database));
    site.addGateway(
        "ocserv",
        network.asked(),
        Map.of("require-message-authenticator", "no", "budget-seconds", "30"));
    server = site.nodeReachedAt("a", network.here());
    network.writeCertificate();
    Files.writeString(
        folder.resolve("servers"), network.here() + " " + Site.SECRET.octets().revealUtf8() + "\n");
    write("radius.conf", RADIUS);
    write("ocserv.conf", SETTINGS);
    write("script", TUNNEL_SCRIPT);
    Files.setPosixFilePermissions(
        folder.resolve("script"), PosixFilePermissions.fromString("rwx------"));
    String settings = folder.resolve("ocserv.conf").toString();
    var command = network.onGateway(OCSERV.toString(), "-f", "-d", "1", "-c", settings);
    ocserv = RunningProgram.start(folder, command).awaitSaying("sec-mod initialized");
  }

  private void write(String name, String text) throws IOException {
    String server = network.here() + ":" + this.server.radius().getPort();
    Files.writeString(
        folder.resolve(name),
        text.replace("{folder}", folder.toString())
            .replace("{server}", server)
            .replace("{gateway}", network.asked())
            .replace("{listen}", VpnNetwork.GATEWAY)
            .replace("{inside}", INSIDE));
  }

  @AfterAll
  void close() {
    if (ocserv != null) {
      ocserv.close();
    }
    if (network != null) {
      network.close();
    }
    if (server != null) {
      server.close();
    }
    if (site != null) {
      site.close();
      database.close();
    }
  }

  @Test
  void theCodeIsAskedForAndGivesASession() {
    var person = site.person("challenged");
    String said = authenticate(person, person.password(), person.code(Person.step()));
    assertThat(said).contains("Enter token code").contains("COOKIE=");
    assertThat(site.logins(person).stream().map(AuditEntry::event))
        .containsExactly("login.challenged", "login.accepted");
  }

  @Test
  void aWrongCodeGivesNone() {
    var person = site.person("mistaken");
    String said = authenticate(person, person.password(), person.wrongCodes(1).getFirst());
    assertThat(said).contains("Enter token code").contains("401").doesNotContain("COOKIE=");
    assertThat(site.logins(person).getLast().reason()).isEqualTo("WRONG_CODE");
  }

  @Test
  void aWrongPasswordIsNotAskedForACode() {
    var person = site.person("stranger");
    String said = authenticate(person, "wrong", person.code(Person.step()));
    assertThat(said).doesNotContain("Enter token code").doesNotContain("COOKIE=");
    assertThat(site.logins(person).getFirst().reason()).isEqualTo("WRONG_PASSWORD");
  }

  @Test
  void anAppendedCodeNeedsNoQuestion() {
    var person = site.person("appended");
    String said = authenticate(person, person.password() + person.code(Person.step()));
    assertThat(said).doesNotContain("Enter token code").contains("COOKIE=");
  }

  @Test
  void theTunnelCarriesPackets() {
    assumeTrue(network.hasTunnels(), "no tunnel devices here: only the login is tested");
    var person = site.person("tunnelled");
    var command = openconnect(person, "--script=" + folder.resolve("script"));
    String typed = person.password() + "\n" + person.code(Person.step()) + "\n";
    try (var client = RunningProgram.start(folder, command, typed, Map.of())) {
      client.awaitSaying("Configured as");
      String pinged =
          RunningProgram.run(folder, network.onClient("ping", "-c", "1", "-W", "10", INSIDE), "");
      assertThat(pinged).as(client.said()).contains(" 1 received");
    }
  }

  /// What openconnect says if somebody types that.
  private String authenticate(Person person, String... typed) {
    String input = String.join("\n", typed) + "\n";
    return RunningProgram.run(folder, openconnect(person, "--authenticate"), input);
  }

  private List<String> openconnect(Person person, String option) {
    var command =
        new ArrayList<>(
            List.of(OPENCONNECT.toString(), "--protocol=anyconnect", "--passwd-on-stdin", option));
    command.addAll(List.of("--cafile=" + folder.resolve("vpn.pem"), "--user=" + person.name()));
    command.add("https://" + VpnNetwork.GATEWAY);
    return network.onClient(command.toArray(String[]::new));
  }
}
