package dev.postern.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Person;
import dev.postern.testing.ServerProcess;
import dev.postern.testing.Site;
import dev.postern.testing.TestDatabase;
import dev.postern.user.Recoverable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `posternctl radius test` asks the server, both as processes: it shows the password by every
/// scheme, and by MS-CHAPv2 is content only with a server that proves itself.
@Tag("interop")
@Tag("database")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PosternctlInteropTest {
  private final TestDatabase database = TestDatabase.create();
  private final Site site = new Site(Site.settings(database));
  private ServerProcess server;
  private Path secret;

  private record Said(int code, String text) {}

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = site.slowlyRejectingNode("a");
    secret = folder.resolve("secret");
    Files.writeString(secret, Site.SECRET.octets().revealUtf8());
  }

  @AfterAll
  void close() {
    server.close();
    site.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pap", "chap", "mschap", "mschapv2"})
  void aPasswordByEverySchemeIsFollowedByTheCode(String scheme) throws Exception {
    var person = site.person("by-" + scheme, Recoverable.PASSWORD);
    var said = test(person, scheme, person.password());
    assertThat(said.text()).contains("Access-Challenge", "Access-Accept");
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(test(person, scheme, "wrong-horse").code()).isEqualTo(1);
  }

  @Test
  void withoutAnythingKeptOfThePasswordMsChapV2IsRejected() throws Exception {
    var person = site.person("argon");
    var said = test(person, "mschapv2", person.password());
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text()).contains("E=691");
    assertThat(site.logins(person).getLast().reason()).isEqualTo("PASSWORD_NOT_KEPT");
  }

  private Said test(Person person, String scheme, String password) throws Exception {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.postern.cli.Main",
            "radius",
            "test",
            person.name(),
            "--to",
            "127.0.0.1:" + server.radius().getPort(),
            "--secret-file",
            secret.toString(),
            "--auth",
            scheme,
            "--code",
            person.code(Person.step()),
            "--password-stdin");
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
      in.write(password + "\n");
    }
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }
}
