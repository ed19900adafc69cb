package dev.postern.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.testing.Person;
import dev.postern.testing.ServerProcess;
import dev.postern.testing.Site;
import dev.postern.testing.TestDatabase;
import dev.postern.user.Recoverable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// strongSwan at both ends of IKEv2: the gateway asks Postern by EAP who the client is. Where there
/// are no tunnel devices, the tests end when gateway and client have proven themselves.
@Tag("interop")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrongswanInteropTest {
  private static final String INSIDE = "10.78.0.1";
  private static final String RADIUS =
      """
      eap-radius {
        server = {server}
        port = {port}
        secret = {secret}
        station_id_with_port = no
      }
      """;
  private static final String GATEWAY =
      """
      connections {
        vpn {
          version = 2
          local_addrs = {gateway}
          pools = people
          childless = force
          local {
            auth = pubkey
            certs = {folder}/vpn.pem
            id = {name}
          }
          remote {
            auth = eap-radius
            eap_id = %any
          }
          children {
            net {
              local_ts = {inside}/32
            }
          }
        }
      }
      pools {
        people {
          addrs = 10.78.1.0/24
        }
      }
      """;
  private static final String CLIENT =
      """
      connections {
        vpn {
          version = 2
          remote_addrs = {gateway}
          vips = 0.0.0.0
          childless = force
          local {
            auth = {method}
            id = {person}
          }
          remote {
            auth = pubkey
            certs = {folder}/vpn.pem
            id = {name}
          }
          children {
            net {
              remote_ts = {inside}/32
            }
          }
        }
      }
      secrets {
        eap {
          id = {person}
          secret = "{typed}"
        }
      }
      """;

  @TempDir private static Path folder;
  private TestDatabase database;
  private Site site;
  private VpnNetwork network;
  private ServerProcess server;
  private Charon gateway;
  private Charon client;

  @BeforeAll
  void start() throws IOException {
    Charon.require();
    network = VpnNetwork.create(folder);
    network.writeCertificate();
    database = TestDatabase.create();
    site = new Site(Site.settings(database));
    site.addGateway(
        "vpn",
        network.asked(),
        Map.of("eap", "mschapv2,gtc", "without-token", "password-alone", "budget-seconds", "30"));
    server = site.nodeReachedAt("a", network.here());
    String tunnels = network.hasTunnels() ? "kernel-libipsec" : "";
    String radius =
        RADIUS
            .replace("{server}", network.here())
            .replace("{port}", "" + server.radius().getPort())
            .replace("{secret}", Site.SECRET.octets().revealUtf8());
    gateway = new Charon(folder.resolve("gw"), network::onGateway, tunnels + " eap-radius", radius);
    Files.createDirectory(folder.resolve("gw/private"));
    Files.copy(folder.resolve("vpn-key.pem"), folder.resolve("gw/private/vpn-key.pem"));
    gateway.load(filled(GATEWAY));
    String methods = tunnels + " eap-gtc eap-mschapv2";
    client = new Charon(folder.resolve("cl"), network::onClient, methods, "");
    RunningProgram.done(
        folder,
        network
            .onGateway("ip", "address", "add", INSIDE + "/32", "dev", "lo")
            .toArray(String[]::new));
  }

  private static String filled(String text) {
    return text.replace("{folder}", folder.toString())
        .replace("{gateway}", VpnNetwork.GATEWAY)
        .replace("{name}", VpnNetwork.NAME)
        .replace("{inside}", INSIDE);
  }

  @AfterAll
  void close() {
    if (client != null) {
      client.close();
    }
    if (gateway != null) {
      gateway.close();
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
  void anAppendedCodeByGtcIsLetIn() {
    var person = site.person("gtc");
    String said = connect(person, "eap-gtc", person.password() + person.code(Person.step()));
    assertThat(said).as(gateway.said()).contains("IKE_SA vpn", " established between");
    assertThat(site.logins(person))
        .singleElement()
        .matches(it -> it.event().equals("login.accepted"))
        .extracting("origin.source")
        .isEqualTo(VpnNetwork.CLIENT);
  }

  /// Both ends prove themselves by keys of the login, the gateway by those of the Access-Accept.
  @Test
  void aPasswordByMsChapV2IsLetInByTheSameKeysAtBothEnds() {
    var person = site.personWithoutToken("windows", Recoverable.NT_HASH);
    String said = connect(person, "eap-mschapv2", person.password());
    assertThat(said)
        .as(gateway.said())
        .contains("EAP method EAP_MSCHAPV2 succeeded, MSK established", " established between");
  }

  @Test
  void aCodeBehindAPasswordThatIsKeptIsLetInByMsChapV2() {
    var person = site.person("kept", Recoverable.PASSWORD);
    String typed = person.password() + person.code(Person.step());
    assertThat(connect(person, "eap-mschapv2", typed))
        .as(gateway.said())
        .contains("MSK established", " established between");
    assertThat(connect(person, "eap-mschapv2", person.password()))
        .as(gateway.said())
        .doesNotContain(" established between");
    assertThat(site.logins(person).getLast().reason()).isEqualTo("CODE_MISSING");
  }

  @Test
  void aWrongPasswordByMsChapV2IsNot() {
    var person = site.personWithoutToken("stranger", Recoverable.NT_HASH);
    assertThat(connect(person, "eap-mschapv2", "wrong"))
        .as(gateway.said())
        .doesNotContain(" established between");
    assertThat(site.logins(person).getLast().reason()).isEqualTo("WRONG_PASSWORD");
  }

  @Test
  void aWrongCodeIsNot() {
    var person = site.person("mistaken");
    String said = connect(person, "eap-gtc", person.password() + person.wrongCodes(1).getFirst());
    assertThat(said)
        .as(gateway.said())
        .contains("received EAP_FAILURE")
        .doesNotContain(" established between");
    assertThat(site.logins(person).getLast().reason()).isEqualTo("WRONG_PASSWORD");
  }

  @Test
  void theTunnelCarriesPackets() {
    assumeTrue(network.hasTunnels(), "no tunnel devices here: only the login is tested");
    var person = site.person("tunnelled");
    connect(person, "eap-gtc", person.password() + person.code(Person.step()));
    String said = client.swanctl("--initiate", "--child", "net");
    assertThat(said).contains("CHILD_SA net");
    var ping = network.onClient("ping", "-c", "1", "-W", "10", INSIDE);
    assertThat(RunningProgram.run(folder, ping, "")).as(said).contains(" 1 received");
  }

  /// What the client says while it hangs up and logs in by that method with what the person typed.
  private String connect(Person person, String method, String typed) {
    client.swanctl("--terminate", "--ike", "vpn");
    client.load(
        filled(CLIENT)
            .replace("{method}", method)
            .replace("{person}", person.name())
            .replace("{typed}", typed));
    return client.swanctl("--initiate", "--ike", "vpn");
  }
}
