package dev.postern.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.octets.SecretOctets;
import dev.postern.operate.Posternctl.Ended;
import dev.postern.operator.FirstKey;
import dev.postern.otp.KeyUri;
import dev.postern.otp.Otp;
import dev.postern.otp.OtpParameters;
import dev.postern.otp.TimeStep;
import dev.postern.store.DatabaseSettings;
import dev.postern.store.Schema;
import dev.postern.testing.ServerProcess;
import dev.postern.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An operator's day with `posternctl` and a server that was just installed. Everything is done by
/// commands; the first of them make the operator `anna` and log her in.
@Tag("database")
class PosternctlDatabaseTest {
  private static final String STDIN = "--password-stdin";
  private static final String SECRET_STDIN = "--secret-stdin";
  private static final String SECRET = "a secret of 24 octets !!";

  @TempDir static Path home = Path.of("");
  @TempDir static Path desk = Path.of("");

  private static final TestDatabase DATABASE = TestDatabase.create();
  private static ServerProcess server;
  private static Posternctl posternctl;
  private static Ended loggedIn;

  @BeforeAll
  static void install() throws IOException {
    Schema.migrate(
        new DatabaseSettings(
            DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password(), 4, Duration.ofSeconds(10)));
    Path password = home.resolve("database-password");
    Files.writeString(password, DATABASE.password().revealUtf8());
    server = ServerProcess.start(home, config(password));
    posternctl = new Posternctl(URI.create(server.api()), home, desk);
    done(
        posternctl.runOn(
            "anna's own password", "operator", "add", "anna", "--role", "admin", STDIN));
    done(posternctl.run("operator", "token", "anna", "--uri-file", "anna.uri"));
    loggedIn =
        posternctl.runOn("anna's own password", "login", "anna", STDIN, "--code", code("anna.uri"));
    Files.writeString(desk.resolve("secret"), SECRET);
    done(posternctl.runOn(SECRET, "gateway", "add", "vpn", "--network", "127.0.0.1", SECRET_STDIN));
  }

  private static String config(Path password) {
    return """
    node:
      name: one
      folder: %s
    database:
      url: %s
      user: %s
      password: file:%s
    """
        .formatted(home, DATABASE.jdbcUrl(), DATABASE.user(), password);
  }

  /// The code that a token shows now.
  private static String code(String uriFile) throws IOException {
    String uri = Files.readString(desk.resolve(uriFile)).strip();
    SecretOctets key = KeyUri.parse(uri).orElseThrow().key();
    long step = TimeStep.ofSeconds(30).at(InstantSource.system().instant());
    return Otp.code(key, OtpParameters.USUAL, step).reveal();
  }

  private static Ended done(Ended ended) {
    assertThat(ended.exitCode()).as(ended.toString()).isZero();
    return ended;
  }

  private static Ended refused(Ended ended) {
    assertThat(ended.exitCode()).as(ended.toString()).isOne();
    return ended;
  }

  @AfterAll
  static void leave() {
    server.close();
    DATABASE.close();
  }

  @Test
  void anOperatorLogsInAndTheFirstKeyIsGone() {
    assertThat(loggedIn.out()).startsWith("logged in as anna until ");
    assertThat(home.resolve(FirstKey.FILE)).doesNotExist();
    assertThat(done(posternctl.run("whoami")).out()).contains("anna", "admin");
    assertThat(done(posternctl.run("status")).out()).contains("one", "yes");
  }

  @Test
  void aUserIsAddedAndGetsInByATestLogin() {
    done(posternctl.run("group", "add", "staff"));
    done(posternctl.runOn("correct horse", "user", "add", "jdoe", "--group", "staff", STDIN));
    done(posternctl.run("token", "add", "jdoe", "--uri-file", "jdoe.uri"));
    var accepted = test("jdoe", "correct horse", "--key-uri-file", "jdoe.uri");
    assertThat(done(accepted).out()).contains("Access-Challenge", "Access-Accept", "\"staff\"");
    assertThat(refused(test("jdoe", "wrong", "--code", "123456")).out()).contains("Access-Reject");
    assertThat(done(posternctl.run("explain", "jdoe")).out())
        .contains("The password was wrong.", "Let in.");
    assertThat(done(posternctl.run("audit", "list", "--user", "jdoe")).out())
        .contains("login.accepted", "WRONG_PASSWORD", "operator:anna");
  }

  private static Ended test(String user, String password, String... how) {
    var words = new ArrayList<>(List.of("radius", "test", user, STDIN));
    words.addAll(List.of("--secret-file", "secret", "--to"));
    var at = server.radius();
    words.add(at.getAddress().getHostAddress() + ":" + at.getPort());
    words.addAll(List.of(how));
    return posternctl.runOn(password, words.toArray(String[]::new));
  }

  @Test
  void anImportTakesTheGoodRowsAndNamesTheBad() {
    String file =
        """
        username,password,token_serial,token_key_base32
        ida,ida's own,,
        ,nobody's own,,
        ivo,ivo's own,IVO-1,JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP
        """;
    var nothing = refused(posternctl.runOn(file, "import", "-", "--all-or-nothing"));
    assertThat(nothing.out()).startsWith("0 taken");
    refused(posternctl.run("user", "show", "ida"));
    var good = refused(posternctl.runOn(file, "import", "-"));
    assertThat(good.out()).isEqualTo("2 taken, 1 refused\n");
    assertThat(good.err()).contains("line 3: ");
    assertThat(done(posternctl.run("token", "show", "IVO-1")).out()).contains("ivo", "active");
    String change = "username,email\nida,ida@example.org\n";
    assertThat(refused(posternctl.runOn(change, "import", "-")).err()).contains("--update");
    done(posternctl.runOn(change, "import", "-", "--update"));
    assertThat(done(posternctl.run("user", "show", "ida")).out()).contains("ida@example.org");
  }

  @Test
  void theHelpDeskHelpsAndDoesNotAdminister() {
    var made = done(posternctl.run("key", "add", "desk", "--role", "helpdesk", "--expires", "1d"));
    String key = made.out().strip();
    done(posternctl.run("user", "add", "help.me"));
    done(posternctl.runWithKey(key, "", "user", "unlock", "help.me"));
    refused(posternctl.runWithKey(key, "", "operator", "list"));
    refused(posternctl.runWithKey(key, "", "gateway", "list"));
    refused(posternctl.runWithKey(key, "", "key", "add", "more", "--role", "admin"));
    refused(posternctl.runWithKey(key, "", "token", "add", "help.me"));
    refused(posternctl.runWithKey(key, "new", "user", "password", "help.me", STDIN));
  }

  @Test
  void theAuditIsSound() {
    assertThat(done(posternctl.run("audit", "verify")).out()).contains("nothing is wrong");
    done(
        posternctl.run("audit", "verify", "--heads", home.resolve("audit-heads.jsonl").toString()));
  }

  @Test
  void aKeyThatIsNoneIsRefusedWithAHint() {
    var ended = refused(posternctl.runWithKey("pk_none", "", "user", "list"));
    assertThat(ended.err()).contains("unknown or expired", "hint: ");
  }

  @Test
  void aWrongWordIsWrongUse() {
    var ended = posternctl.run("gateway", "add", "x", "--netwrk", "192.0.2.1");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("did you mean '--network'?");
  }

  @Test
  void aServerThatIsAwayIsSaidToBe() {
    var ended = posternctl.runWithKey("pk_x", "", "whoami", "--server", "https://127.0.0.1:1");
    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ended.err()).contains("no server at https://127.0.0.1:1");
  }
}
