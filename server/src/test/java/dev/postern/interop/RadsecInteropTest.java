package dev.postern.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Decoded;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SharedSecret;
import dev.postern.testing.Authority;
import dev.postern.testing.Person;
import dev.postern.testing.ServerProcess;
import dev.postern.testing.Site;
import dev.postern.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
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

/// RADIUS over TLS with other people's programs: radclient asks radsecproxy by UDP, which asks the
/// server over TLS, and `openssl s_client` connects as a gateway would.
@Tag("interop")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RadsecInteropTest {
  private static final Path RADCLIENT = Path.of("/usr/bin/radclient");
  private static final Path RADSECPROXY = Path.of("/usr/sbin/radsecproxy");
  private static final Path OPENSSL = Path.of("/usr/bin/openssl");
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final Pattern STATE = Pattern.compile("State = (0x[0-9a-f]+)");
  private static final SharedSecret RADSEC = new SharedSecret(SecretOctets.utf8("radsec"));

  @TempDir private static Path folder;
  private TestDatabase database;
  private Site site;
  private ServerProcess server;
  private Process proxy;
  private int tlsPort;
  private int proxyPort;

  @BeforeAll
  void start() throws IOException {
    Program.require(RADCLIENT, "freeradius-utils");
    Program.require(RADSECPROXY, "radsecproxy");
    Program.require(OPENSSL, "openssl");
    certificates();
    database = TestDatabase.create();
    site = new Site(Site.settings(database));
    addGateway("proxy", "192.0.2.77");
    addGateway("fw1", "192.0.2.78");
    tlsPort = freeTcpPort();
    server = site.nodeWith("a", radSec());
    proxyPort = freeUdpPort();
    proxy = proxy();
  }

  private void addGateway(String name, String network) {
    var settings =
        Map.of(
            "budget-seconds", "30",
            "radsec-names", name + ".example.org",
            "radsec-only", "yes");
    site.addGateway(name, network, settings);
  }

  private static void certificates() {
    var now = InstantSource.system().instant();
    var authority = Authority.root("the CA", now);
    authority.server("localhost", "EC").in(folder, "server");
    Authority.certificates(folder.resolve("ca.pem"), authority);
    for (String name : List.of("proxy", "fw1", "stranger")) {
      authority.client(Authority.dns(name + ".example.org")).in(folder, name);
    }
    var revoked = authority.client(Authority.dns("fw1.example.org"));
    revoked.in(folder, "revoked");
    Authority.crls(
        folder.resolve("crl.pem"), authority.crl(now.plus(Duration.ofDays(1)), revoked.own()));
  }

  private String radSec() {
    return """
    radsec:
      certificate: %s
      key: %s
      ca: %s
      crl: %s
      addresses: 127.0.0.1
      port: %d
    """
        .formatted(
            folder.resolve("server.pem"),
            folder.resolve("server-key.pem"),
            folder.resolve("ca.pem"),
            folder.resolve("crl.pem"),
            tlsPort);
  }

  private Process proxy() throws IOException {
    var file = folder.resolve("radsecproxy.conf");
    Files.writeString(
        file,
        """
        ListenUDP 127.0.0.1:%d
        LogLevel 3
        LogDestination file://%s
        tls default {
          CACertificateFile %s
          CertificateFile %s
          CertificateKeyFile %s
        }
        client radclient {
          host 127.0.0.1
          type udp
          secret testing123
        }
        server postern {
          host 127.0.0.1
          port %d
          type tls
          secret radsec
          statusServer on
          certificateNameCheck off
        }
        realm * {
          server postern
        }
        """
            .formatted(
                proxyPort,
                folder.resolve("radsecproxy.log"),
                folder.resolve("ca.pem"),
                folder.resolve("proxy.pem"),
                folder.resolve("proxy-key.pem"),
                tlsPort));
    return new ProcessBuilder(
            RADSECPROXY.toString(),
            "-f",
            "-c",
            file.toString(),
            "-i",
            folder.resolve("pid").toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("radsecproxy.out").toFile())
        .start();
  }

  private static int freeTcpPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  private static int freeUdpPort() throws IOException {
    try (var socket = new DatagramSocket(0, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  @AfterAll
  void close() {
    if (proxy != null) {
      proxy.destroyForcibly();
    }
    if (server != null) {
      server.close();
      site.close();
      database.close();
    }
  }

  @Test
  void aLoginByWayOfRadsecproxyIsAccepted() {
    var person = site.person("proxied");
    assertThat(radclient(login(person, person.password() + person.code(Person.step()))))
        .contains("Received Access-Accept")
        .contains("Message-Authenticator");
    assertThat(server.metric("postern_radsec_opened_total{gateway=\"proxy\"}")).isPositive();
    assertThat(server.metric("postern_requests_total{gateway=\"proxy\",result=\"accept\"}"))
        .isPositive();
  }

  @Test
  void aWrongCodeByWayOfRadsecproxyIsRejected() {
    var person = site.person("mistaken");
    String wrong = person.password() + person.wrongCodes(1).getFirst();
    assertThat(radclient(login(person, wrong))).contains("Received Access-Reject");
  }

  @Test
  void aChallengeByWayOfRadsecproxyIsAnswered() {
    var person = site.person("challenged");
    String asked = radclient(login(person, person.password()));
    assertThat(asked).contains("Received Access-Challenge").contains("token code");
    var state = STATE.matcher(asked);
    assertThat(state.find()).isTrue();
    String answer = login(person, person.code(Person.step())) + ", State = " + state.group(1);
    assertThat(radclient(answer)).contains("Received Access-Accept");
  }

  @Test
  void statusServerIsAnsweredToOpenssl() { // RFC 5997, section 4.2
    var request = new Packet(PacketCode.STATUS_SERVER, 7, Octets.hex("01".repeat(16)), List.of());
    var said =
        openssl(PacketCodec.encodeRequest(request, RADSEC), "-quiet", "-cert", file("fw1.pem"));
    assertThat(PacketCodec.decodeReply(said.octets(), request, RADSEC))
        .isInstanceOfSatisfying(
            Decoded.Sound.class,
            sound -> {
              assertThat(sound.packet().code()).isEqualTo(PacketCode.ACCESS_ACCEPT);
              assertThat(PacketCodec.provenFirst(sound.packet())).isTrue();
            });
  }

  @Test
  void posternctlAsksOverTls() {
    var person = site.person("tested");
    var said = posternctl(person, "fw1", "localhost");
    assertThat(said).contains("Access-Challenge", "Access-Accept").endsWith("accepted\n");
    assertThat(posternctl(person, "fw1", "another.example.org")).contains("TLS with", "failed");
    assertThat(posternctl(person, "revoked", "localhost")).doesNotContain("Access-Challenge");
  }

  private String posternctl(Person person, String own, String serverName) {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.postern.cli.Main",
            "radius",
            "test",
            person.name(),
            "--radsec",
            "--to",
            "127.0.0.1:" + tlsPort,
            "--radsec-server-name",
            serverName,
            "--radsec-ca",
            file("ca.pem"),
            "--radsec-certificate",
            file(own + ".pem"),
            "--radsec-key",
            file(own + "-key.pem"),
            "--code",
            person.code(Person.step()),
            "--password-stdin");
    return run(command, person.password());
  }

  private static String run(List<String> command, String input) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
        in.write(input + "\n");
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void oldTlsIsRefused() {
    var said =
        openssl(
            Octets.empty(), "-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0", "-cert", file("fw1.pem"));
    assertThat(said.text()).contains("alert protocol version");
    assertThat(refused("tls")).isPositive();
  }

  @Test
  void aCipherWithoutForwardSecrecyIsRefused() {
    var said =
        openssl(
            Octets.empty(),
            "-tls1_2",
            "-cipher",
            "AES128-SHA:ECDHE-ECDSA-AES128-SHA",
            "-cert",
            file("fw1.pem"));
    assertThat(said.text()).contains("alert handshake failure");
  }

  @Test
  void withoutACertificateItIsRefused() {
    assertThat(openssl(Octets.empty(), "-tls1_2").text()).contains("alert");
    assertThat(refused("no certificate")).isPositive();
    assertThat(server.log()).contains("it shows no certificate");
  }

  @Test
  void aRevokedCertificateIsRefused() {
    openssl(
        Octets.empty(), "-tls1_2", "-cert", file("revoked.pem"), "-key", file("revoked-key.pem"));
    assertThat(refused("revoked")).isPositive();
  }

  @Test
  void anUnknownNameIsRefused() {
    openssl(
        Octets.empty(), "-tls1_2", "-cert", file("stranger.pem"), "-key", file("stranger-key.pem"));
    assertThat(refused("unknown name")).isPositive();
  }

  @Test
  void nobodyNegotiatesAnew() {
    var said = openssl(Octets.utf8("R\n"), "-tls1_2", "-cert", file("fw1.pem"));
    assertThat(said.text()).contains("RENEGOTIATING").contains("alert handshake failure");
  }

  private double refused(String why) {
    return server.metric("postern_radsec_refused_total{reason=\"" + why + "\"}");
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  private record Said(Octets octets) {
    String text() {
      return new String(octets.toArray(), StandardCharsets.ISO_8859_1);
    }
  }

  /// What `openssl s_client` says until it ends, or until an answer is there.
  private Said openssl(Octets input, String... options) {
    var command =
        new ArrayList<>(
            List.of(OPENSSL.toString(), "s_client", "-connect", "127.0.0.1:" + tlsPort));
    command.addAll(List.of("-CAfile", file("ca.pem")));
    command.addAll(Arrays.asList(options));
    if (command.contains("-cert") && !command.contains("-key")) {
      command.addAll(List.of("-key", file("fw1-key.pem")));
    }
    try {
      boolean quiet = command.contains("-quiet"); // then it goes on after its answer
      var said = Files.createTempFile(folder, "openssl", "");
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(!quiet)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectOutput(said.toFile())
              .start();
      var out = process.getOutputStream();
      out.write(input.toArray());
      out.flush();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> !process.isAlive() || (quiet && Files.size(said) >= Packet.SHORTEST));
      process.destroy();
      return new Said(Octets.copyOf(Files.readAllBytes(said)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String login(Person person, String password) {
    return "User-Name = \"%s\", User-Password = \"%s\", Message-Authenticator = 0x00"
        .formatted(person.name(), password);
  }

  private String radclient(String request) {
    var command =
        List.of(
            RADCLIENT.toString(),
            "-x",
            "-r",
            "3",
            "-t",
            "5",
            "127.0.0.1:" + proxyPort,
            "auth",
            "testing123");
    return run(command, request);
  }
}
