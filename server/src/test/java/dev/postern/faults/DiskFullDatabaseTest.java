package dev.postern.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.embedded.EmbeddedPostgres;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.store.DatabaseSettings;
import dev.postern.testing.FakeNas;
import dev.postern.testing.Person;
import dev.postern.testing.ServerProcess;
import dev.postern.testing.Site;
import dev.postern.testing.SmallDisk;
import dev.postern.testing.TestDatabase;
import dev.postern.testing.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Disks that are full: the database's, under which no login can be committed and none is answered;
/// a node's own, which costs no login.
@Tag("database")
@Timeout(300)
class DiskFullDatabaseTest {
  private static final Duration BUDGET = Duration.ofSeconds(2);
  private static final Duration SILENCE = BUDGET.plusSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Path FULL = Path.of("/dev/full");
  private static final int DISK_MEBIBYTES = 192;
  private static final int MANY = 5;

  private final FakeNas nas = new FakeNas(Site.SECRET, InetAddress.ofLiteral("127.0.0.2"));

  @Test
  void aFullDatabaseMakesSilenceUntilThereIsRoomAndSpendsNoCodeTwice() {
    var mounted = SmallDisk.mount(DISK_MEBIBYTES);
    assumeTrue(
        mounted.isPresent() || "true".equals(System.getenv("CI")),
        "a disk of its own takes root and the right to mount");
    assertThat(mounted).as("CI may mount").isPresent();
    try (var disk = mounted.get();
        var postgres = EmbeddedPostgres.start(TestPostgres.settings(disk.folder()), _ -> {})) {
      postgres.ensureDatabase("postern");
      try (var site = site(settings(postgres));
          var server = site.node("a")) {
        fillAndFree(disk, site, server);
      }
    }
  }

  private static DatabaseSettings settings(EmbeddedPostgres postgres) {
    return new DatabaseSettings(
        postgres.jdbcUrl("postern"),
        postgres.user(),
        postgres.password(),
        8,
        Duration.ofSeconds(2));
  }

  private static Site site(DatabaseSettings settings) {
    var site = new Site(settings);
    site.addGateway("hasty", "127.0.0.2", Map.of("budget-seconds", "" + BUDGET.toSeconds()));
    return site;
  }

  private void fillAndFree(SmallDisk disk, Site site, ServerProcess server) {
    var people = new ArrayList<Person>();
    for (int i = 0; i < MANY; i++) {
      people.add(site.person("person-" + i));
    }
    await().atMost(PATIENCE).until(() -> challenged(people.getFirst(), server));
    beginSegment(site);
    await()
        .atMost(PATIENCE)
        .until(() -> {
          disk.fill();
          return !challenged(people.getFirst(), server);
        });
    await().atMost(PATIENCE).until(() -> unanswered(server) > 0);
    await().atMost(PATIENCE).until(() -> !server.ready());
    var accepted = people.stream().filter(person -> isAccepted(person, site, server)).toList();
    assertThat(accepted).hasSizeLessThan(MANY);

    disk.empty();
    await().atMost(PATIENCE).until(() -> challenged(people.getFirst(), server));
    await().atMost(PATIENCE).until(server::ready);
    assertThat(server.log()).contains("logins are not answered", "No space left on device");
    for (var person : people) {
      assertThat(isAccepted(person, site, server)).isEqualTo(!accepted.contains(person));
      assertThat(acceptances(site, person)).isEqualTo(1);
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(site.verifyAudit().findings()).isEmpty());
  }

  /// A fresh segment of the write-ahead log is there as a whole and old ones are gone, so that
  /// tables run out of room before it does.
  private static void beginSegment(Site site) {
    site.database()
        .with(
            "begin a segment",
            connection -> {
              try (var statement = connection.createStatement()) {
                return statement.execute("SELECT pg_switch_wal()")
                    && !statement.execute("CHECKPOINT");
              }
            });
  }

  private boolean challenged(Person person, ServerProcess server) {
    return ask(person, "", server)
        .filter(reply -> reply.code() == PacketCode.ACCESS_CHALLENGE)
        .isPresent();
  }

  /// Whether the person's code was accepted now; then it was committed.
  private boolean isAccepted(Person person, Site site, ServerProcess server) {
    boolean accepted =
        ask(person, person.code(Person.step()), server)
            .filter(reply -> reply.code() == PacketCode.ACCESS_ACCEPT)
            .isPresent();
    if (accepted) {
      assertThat(site.lastStep(person)).isEqualTo(Person.step());
      assertThat(acceptances(site, person)).isEqualTo(1);
    }
    return accepted;
  }

  private Optional<Packet> ask(Person person, String code, ServerProcess server) {
    return nas.ask(nas.login(person.name(), person.password() + code), server.radius(), SILENCE);
  }

  private static long acceptances(Site site, Person person) {
    return site.logins(person).stream()
        .filter(entry -> entry.event().equals("login.accepted"))
        .count();
  }

  private static double unanswered(ServerProcess server) {
    return server.metric("postern_requests_total{gateway=\"hasty\",result=\"no database\"}");
  }

  @Test
  void aNodesOwnFullDiskStopsNoLogin() throws IOException {
    try (var database = TestDatabase.create();
        var site = site(Site.settings(database))) {
      Files.createSymbolicLink(site.folder("no-heads").resolve("audit-heads.jsonl"), FULL);
      Files.createSymbolicLink(site.folder("no-log").resolve("log"), FULL);
      try (var noHeads = site.node("no-heads");
          var noLog = site.node("no-log")) {
        for (var server : List.of(noHeads, noLog)) {
          var person = site.person("served-" + server.radius().getPort());
          assertThat(isAccepted(person, site, server)).isTrue();
        }
        await().atMost(PATIENCE).until(() -> noHeads.log().contains("ERROR audit.HeadsFile: "));
      }
    }
  }
}
