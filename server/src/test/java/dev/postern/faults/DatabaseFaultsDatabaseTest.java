package dev.postern.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.embedded.EmbeddedPostgres;
import dev.postern.radius.PacketCode;
import dev.postern.store.DatabaseSettings;
import dev.postern.testing.FakeNas;
import dev.postern.testing.Person;
import dev.postern.testing.ServerProcess;
import dev.postern.testing.Site;
import dev.postern.testing.TestPostgres;
import dev.postern.testing.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// A database that is gone, or there and silent: no login is answered, the node says that it is not
/// ready, and both goes by without a restart when the database answers again (S9).
@Tag("database")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseFaultsDatabaseTest {
  private static final Duration BUDGET = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration SILENCE = Duration.ofSeconds(1);
  private static final int MANY = 32;

  private final Path home = TestPostgres.freshHome();
  private EmbeddedPostgres postgres = startPostgres();
  private final FakeNas nas = new FakeNas(Site.SECRET, InetAddress.ofLiteral("127.0.0.2"));
  private Site site;
  private ServerProcess server;

  private EmbeddedPostgres startPostgres() {
    return EmbeddedPostgres.start(TestPostgres.settings(home), _ -> {});
  }

  @BeforeAll
  void start() {
    postgres.ensureDatabase("postern");
    site =
        new Site(
            new DatabaseSettings(
                postgres.jdbcUrl("postern"),
                postgres.user(),
                postgres.password(),
                8,
                Duration.ofSeconds(2)));
    site.addGateway(
        "hasty", "127.0.0.2", Map.of("budget-seconds", Long.toString(BUDGET.toSeconds())));
    server = site.node("a");
  }

  @AfterAll
  void close() {
    server.close();
    nas.close();
    site.close();
    postgres.close();
    TestPostgres.erase(home);
  }

  @Test
  void aDatabaseThatIsGoneMakesSilenceUntilItIsBack() {
    var person = site.person("bereft");
    await().atMost(PATIENCE).until(() -> challenged(person));
    postgres.close();
    await().atMost(SOON).until(() -> !server.ready());
    whatIsAskedEndsUnansweredWithinItsBudget(person);
    postgres = startPostgres();
    everythingIsWellAgain(person);
  }

  @Test
  void aDatabaseThatSaysNothingMakesSilenceUntilItSpeaks() throws Exception {
    var person = site.person("waiting");
    await().atMost(PATIENCE).until(() -> challenged(person));
    signal("STOP");
    try {
      whatIsAskedEndsUnansweredWithinItsBudget(person);
      await().atMost(SOON).until(() -> !server.ready());
    } finally {
      signal("CONT");
    }
    everythingIsWellAgain(person);
  }

  /// No news of the connections' end comes, as from a firewall that drops what it does not know.
  @Test
  void aNetworkThatDropsEverythingMakesSilenceUntilItIsMended() {
    var person = site.person("cut-off");
    try (var wire = new Wire(postgres.jdbcUrl("postern"));
        var cutOff = site.node("b", wire.jdbcUrl())) {
      await().atMost(PATIENCE).until(() -> challenged(person, cutOff));
      wire.cut();
      var login = nas.login(person.name(), person.password());
      assertThat(nas.ask(login, cutOff.radius(), SILENCE)).isEmpty();
      await().atMost(BUDGET.plus(SOON)).until(() -> count("no database", cutOff) > 0);
      await().atMost(SOON).until(() -> !cutOff.ready());
      wire.mend();
      await().atMost(PATIENCE).until(cutOff::ready);
      await().atMost(PATIENCE).until(() -> challenged(person, cutOff));
    }
  }

  private boolean challenged(Person person) {
    return challenged(person, server);
  }

  private boolean challenged(Person person, ServerProcess server) {
    return nas.ask(nas.login(person.name(), person.password()), server.radius(), SILENCE)
        .filter(reply -> reply.code() == PacketCode.ACCESS_CHALLENGE)
        .isPresent();
  }

  /// A name that is nobody's and one that is no name take other ways to the database.
  private void whatIsAskedEndsUnansweredWithinItsBudget(Person person) {
    double answered = answered();
    double before = count("no database");
    var requests = new ArrayList<FakeNas.Request>();
    for (int i = 0; i < MANY; i++) {
      requests.add(nas.login("no\u0000name", "at all"));
      requests.add(nas.login("nobody", "at all"));
      requests.add(nas.login(person.name(), person.password() + person.code(Person.step())));
    }
    requests.forEach(request -> nas.send(request, server.radius()));
    await().atMost(BUDGET.plus(SOON)).until(() -> count("no database") == before + requests.size());
    assertThat(server.metric("postern_requests_in_work")).isZero();
    assertThat(answered()).isEqualTo(answered);
  }

  private double answered() {
    return Stream.of("accept", "reject", "challenge").mapToDouble(this::count).sum();
  }

  private double count(String result) {
    return count(result, server);
  }

  private static double count(String result, ServerProcess server) {
    return server.metric(
        "postern_requests_total{gateway=\"hasty\",result=\"%s\"}".formatted(result));
  }

  /// Nothing was spent by what was not answered.
  private void everythingIsWellAgain(Person person) {
    await().atMost(PATIENCE).until(server::ready);
    String appended = person.password() + person.code(Person.step());
    var login = nas.login(person.name(), appended);
    var reply = nas.ask(login, server.radius(), PATIENCE);
    assertThat(reply)
        .as(server::story)
        .map(packet -> packet.code())
        .contains(PacketCode.ACCESS_ACCEPT);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(site.verifyAudit().findings()).isEmpty());
  }

  private void signal(String name) throws IOException, InterruptedException {
    long postmaster =
        Long.parseLong(Files.readAllLines(home.resolve("data/postmaster.pid")).getFirst());
    var command = new ArrayList<>(List.of("kill", "-" + name));
    Stream.concat(
            Stream.of(postmaster),
            ProcessHandle.of(postmaster).orElseThrow().descendants().map(ProcessHandle::pid))
        .forEach(pid -> command.add(pid.toString()));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }
}
