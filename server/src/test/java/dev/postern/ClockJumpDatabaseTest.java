package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.config.Config;
import dev.postern.config.ConfigOutcome.Sound;
import dev.postern.config.ConfigReader;
import dev.postern.testing.FakeNas;
import dev.postern.testing.Person;
import dev.postern.testing.Site;
import dev.postern.testing.TestDatabase;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A node whose clock is off the database's judges no code: it is silent and not ready until the
/// clock is right.
@Tag("database")
@Timeout(120)
class ClockJumpDatabaseTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration SILENCE = Duration.ofSeconds(1);

  private volatile Duration off = Duration.ZERO;
  private final InstantSource clock = () -> InstantSource.system().instant().plus(off);

  private int metricsPort;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {-3600, 3600, 6, -6})
  void aClockThatJumpedMakesSilenceUntilItIsRight(long seconds) throws IOException {
    try (var database = TestDatabase.create();
        var site = new Site(Site.settings(database));
        var nas = new FakeNas(Site.SECRET)) {
      var person = site.person("jdoe");
      int port = freePort();
      metricsPort = freeTcpPort();
      try (var _ = Server.start(config(site, database, port), clock)) {
        var radius = new InetSocketAddress(LOOPBACK, port);
        await().atMost(PATIENCE).until(() -> answered(nas, person, radius));
        assertThat(ready()).isEqualTo(200);
        off = Duration.ofSeconds(seconds);
        assertThat(answered(nas, person, radius)).isFalse();
        assertThat(ready()).isEqualTo(503);
        off = Duration.ZERO;
        await().atMost(PATIENCE).until(() -> answered(nas, person, radius));
      }
      assertThat(site.logins(person)).allMatch(entry -> entry.event().equals("login.challenged"));
    }
  }

  private static boolean answered(FakeNas nas, Person person, InetSocketAddress radius) {
    return nas.ask(nas.login(person.name(), person.password()), radius, SILENCE).isPresent();
  }

  private int ready() {
    var address = URI.create("http://127.0.0.1:" + metricsPort + "/health/ready");
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Config config(Site site, TestDatabase database, int port) throws IOException {
    Path file = folder.resolve("postern.yaml");
    Files.createDirectories(folder);
    Files.writeString(
        file,
        site.config("a", database.jdbcUrl())
            + """
            radius:
              addresses: 127.0.0.1
              port: %d
              accounting: off
            metrics:
              address: 127.0.0.1:%d
            api:
              address: 127.0.0.1:0
            """
                .formatted(port, metricsPort));
    return ((Sound) ConfigReader.read(file, Map.of())).config();
  }

  private static int freePort() throws IOException {
    try (var socket = new DatagramSocket(0, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  private static int freeTcpPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }
}
