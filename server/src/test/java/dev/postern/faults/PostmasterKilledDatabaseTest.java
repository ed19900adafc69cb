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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server whose own PostgreSQL is killed starts it again, and goes on where it was.
@Tag("database")
@Timeout(300)
class PostmasterKilledDatabaseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final Path home = TestPostgres.freshHome();
  private final FakeNas nas = new FakeNas(Site.SECRET);

  @AfterEach
  void close() {
    nas.close();
    EmbeddedPostgres.start(TestPostgres.settings(home), _ -> {}).close(); // ends what is left
    TestPostgres.erase(home);
  }

  @Test
  void loginsGoOnByThemselvesAndNoCodeIsGoodTwice() throws IOException {
    try (var site = site();
        var server = site.nodeWithItsOwn("a", home)) {
      var before = site.person("before");
      var after = site.person("after");
      assertThat(answer(before, server)).isEqualTo(PacketCode.ACCESS_ACCEPT);
      killPostmaster();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(restarts(server)).as(server::story).isEqualTo(1));
      await().atMost(PATIENCE).until(server::ready);
      assertThat(server.log()).contains("PostgreSQL has ended", "PostgreSQL runs again");
      await().atMost(PATIENCE).until(() -> answer(after, server) == PacketCode.ACCESS_ACCEPT);
      assertThat(answer(before, server)).isEqualTo(PacketCode.ACCESS_REJECT);
      assertThat(answer(after, server)).isEqualTo(PacketCode.ACCESS_REJECT);
    }
  }

  /// A site on a database that is there while the site is made, and then the server's.
  private Site site() {
    try (var postgres = EmbeddedPostgres.start(TestPostgres.settings(home), _ -> {})) {
      postgres.ensureDatabase("postern");
      return new Site(
          new DatabaseSettings(
              postgres.jdbcUrl("postern"),
              postgres.user(),
              postgres.password(),
              8,
              Duration.ofSeconds(2)));
    }
  }

  private static double restarts(ServerProcess server) {
    return server.metric("postern_embedded_restarts_total");
  }

  /// The code of the reply, 0 for none.
  private int answer(Person person, ServerProcess server) {
    var login = nas.login(person.name(), person.password() + person.code(Person.step()));
    return nas.ask(login, server.radius(), SILENCE).map(reply -> reply.code()).orElse(0);
  }

  private void killPostmaster() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(home.resolve("data/postmaster.pid")).getFirst());
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
  }
}
