package dev.postern.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postern.testing.TestPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("database")
@Timeout(120)
class EmbeddedPostgresDatabaseTest {
  private final Path home = TestPostgres.freshHome();
  private final List<String> progress = new ArrayList<>();

  @AfterEach
  void eraseHome() {
    TestPostgres.erase(home);
  }

  @Test
  void aDurableOneForcesCommitsToDiskAndChecksItsPages() throws Exception {
    EmbeddedSettings tests = settings();
    var durable =
        new EmbeddedSettings(
            home, tests.installations(), 0, true, 20, tests.systemUser(), tests.patience());
    try (var postgres = EmbeddedPostgres.start(durable, progress::add)) {
      assertThat(ask(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(postgres, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(ask(postgres, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(ask(postgres, "SHOW data_checksums")).isEqualTo("on");
      assertThat(ask(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(ask(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(postgres, "SHOW unix_socket_directories")).isEmpty();
      assertThat(ask(postgres, "SHOW max_connections")).isEqualTo("20");
      assertThat(ask(postgres, "SHOW scram_iterations")).isEqualTo("4096");
    }
    assertThat(progress)
        .containsExactly(
            "initialising the database in " + home.resolve("data"),
            "starting PostgreSQL on 127.0.0.1:" + port());
  }

  @Test
  void nobodyGetsInWithoutThePassword() throws IOException {
    try (var postgres = start()) {
      assertThatThrownBy(() ->
              DriverManager.getConnection(postgres.jdbcUrl("postgres"), postgres.user(), "guessed"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThatThrownBy(
              () -> DriverManager.getConnection(postgres.jdbcUrl("postgres"), postgres.user(), ""))
          .isInstanceOf(SQLException.class);
    }
    Path password = home.resolve("superuser-password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
        .isEqualTo("rw-------");
    assertThat(Files.getOwner(password)).isEqualTo(Files.getOwner(home.resolve("data")));
  }

  @Test
  void aRestartKeepsRowsPasswordAndPort() throws SQLException {
    String url;
    try (var postgres = start()) {
      postgres.ensureDatabase("postern");
      postgres.ensureDatabase("postern");
      url = postgres.jdbcUrl("postern");
      ask(postgres, "CREATE TABLE kept AS SELECT 7 AS number; SELECT 'created'");
    }
    try (var postgres = start()) {
      assertThat(postgres.jdbcUrl("postern")).isEqualTo(url);
      assertThat(ask(postgres, "SELECT number FROM kept")).isEqualTo("7");
    }
  }

  @Test
  void theOneThatAKilledProcessLeftIsAdopted() throws Exception {
    Process holder = hold();
    holder.destroyForcibly().waitFor();
    try (var postgres = start()) {
      assertThat(progress).hasSize(1).first().asString().startsWith("adopting the PostgreSQL left");
      assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
    }
    assertThat(home.resolve("data/postmaster.pid")).doesNotExist();
  }

  @Test
  void theOneThatAKilledProcessLeftIsReplacedIfItHasOtherSettings() throws Exception {
    hold().destroyForcibly().waitFor();
    int other = freePort();
    try (var postgres = EmbeddedPostgres.start(settings().withPort(other), progress::add)) {
      assertThat(postgres.jdbcUrl("x")).isEqualTo("jdbc:postgresql://127.0.0.1:" + other + "/x");
      assertThat(progress)
          .hasSize(2)
          .first()
          .asString()
          .startsWith("stopping the PostgreSQL left running otherwise");
    }
  }

  @Test
  void aLogThatGrowsTooLongIsEmptiedAndGoesOn() throws Exception {
    try (var postgres = start()) {
      Path log = log();
      Files.write(log, new byte[(int) Postmaster.LOG_BYTES + 1], StandardOpenOption.APPEND);
      postgres.supervise(new Unheard());
      await().until(() -> Files.size(log) < Postmaster.LOG_BYTES);
      assertThatThrownBy(() -> ask(postgres, "SELECT 1 / 0")).isInstanceOf(SQLException.class);
      await().until(() -> Files.readString(log).contains("division by zero"));
      assertThat(Files.size(log)).isLessThan(Postmaster.LOG_BYTES);
    }
  }

  private Path log() throws IOException {
    try (var files = Files.list(home.resolve("log"))) {
      return files.findFirst().orElseThrow();
    }
  }

  private static final class Unheard implements RestartListener {
    @Override
    public void ended() {}

    @Override
    public void restarted() {}

    @Override
    public void failed(String why, Duration pause) {}
  }

  @Test
  void aSecondProcessInTheSameHomeIsRefused() throws Exception {
    Process holder = hold();
    try {
      assertThatThrownBy(this::start)
          .isInstanceOf(EmbeddedPostgresFailed.class)
          .hasMessageContaining("is in use by another Postern");
    } finally {
      holder.getOutputStream().close();
      holder.waitFor();
    }
    assertThat(home.resolve("data/postmaster.pid")).doesNotExist();
  }

  @Test
  void aPidFileWhoseNumberAnotherProgramHasIsNoHindrance() throws Exception {
    start().close();
    Files.writeString(
        home.resolve("data/postmaster.pid"), ProcessHandle.current().pid() + "\n/elsewhere\n");
    try (var postgres = start()) {
      assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void theDatabaseOfAnotherMajorVersionIsRefused() throws IOException {
    start().close();
    Files.writeString(home.resolve("data/PG_VERSION"), "17\n");
    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedPostgresFailed.class)
        .hasMessageContaining("was made by PostgreSQL 17 and this Postern carries 18.");
  }

  @Test
  void aGivenPortThatIsTakenIsNamed() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThatThrownBy(() ->
              EmbeddedPostgres.start(settings().withPort(taken.getLocalPort()), progress::add))
          .isInstanceOf(EmbeddedPostgresFailed.class)
          .hasMessage(
              "port "
                  + taken.getLocalPort()
                  + " of 127.0.0.1 is taken by another program; give another, or 0");
    }
  }

  @Test
  void aLostPasswordFileIsNamedAndNotMadeAnew() throws IOException {
    start().close();
    Files.delete(home.resolve("superuser-password"));
    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedPostgresFailed.class)
        .hasMessageContaining("superuser-password is missing");
  }

  @Test
  void aWrongPasswordFileIsNamed() throws IOException {
    start().close();
    Files.writeString(home.resolve("superuser-password"), "another\n");
    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedPostgresFailed.class)
        .hasMessageContaining("password authentication failed")
        .hasMessageContaining("restore the file superuser-password");
    assertThat(home.resolve("data/postmaster.pid")).doesNotExist();
  }

  @Test
  void whatPostgresSaysWhenItDoesNotStartIsInTheFailure() throws IOException {
    start().close();
    Files.delete(home.resolve("data/global/pg_control"));
    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedPostgresFailed.class)
        .hasMessageContaining("PostgreSQL did not start")
        .hasMessageContaining("could not find the database system")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void whatPostgresLogsWhenItDoesNotStartIsInTheFailure() throws IOException {
    start().close();
    Files.delete(home.resolve("data/pg_hba.conf"));
    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedPostgresFailed.class)
        .hasMessageContaining("PostgreSQL did not start")
        .hasMessageContaining("could not load ");
  }

  @Test
  void aHalfUnpackedInstallationIsUnpackedAgain() throws IOException {
    Path half = Files.createDirectories(home.resolve("unpacking-123/bin"));
    var programs = new Programs(home, Duration.ofSeconds(60));
    var installation = Installation.open(EmbeddedSettings.in(home), programs, progress::add);
    assertThat(
            programs.demand(
                new RunAs.Ourselves(), List.of(installation.program("postgres"), "--version")))
        .isEqualTo("postgres (PostgreSQL) " + installation.version());
    assertThat(half).doesNotExist();
    assertThat(progress).hasSize(1);
    Installation.open(EmbeddedSettings.in(home), programs, progress::add);
    assertThat(progress).hasSize(1);
  }

  @Test
  void aHalfMadeDatabaseIsMadeAgain() throws Exception {
    Files.createDirectories(home.resolve("initdb-123/base"));
    try (var postgres = start()) {
      assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
      assertThat(home.resolve("initdb-123")).doesNotExist();
    }
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(settings(), progress::add);
  }

  private EmbeddedSettings settings() {
    return TestPostgres.settings(home);
  }

  private Process hold() throws IOException {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HoldsPostgres.class.getName(),
                home.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var output =
        new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
    assertThat(output.readLine()).startsWith("holding ");
    return holder;
  }

  private String port() throws IOException {
    return Files.readString(home.resolve("port")).strip();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                postgres.jdbcUrl("postgres"), postgres.user(), postgres.password().revealUtf8());
        var statement = connection.createStatement()) {
      boolean rows = statement.execute(sql);
      while (!rows) {
        rows = statement.getMoreResults();
      }
      try (var row = statement.getResultSet()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
