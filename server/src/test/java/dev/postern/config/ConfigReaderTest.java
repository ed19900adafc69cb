package dev.postern.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.config.ConfigOutcome.Sound;
import dev.postern.config.ConfigOutcome.Unsound;
import dev.postern.config.DatabasePlace.Embedded;
import dev.postern.config.DatabasePlace.External;
import dev.postern.embedded.EmbeddedSettings;
import dev.postern.http.HttpSettings;
import dev.postern.log.LogSettings;
import dev.postern.octets.SecretOctets;
import dev.postern.store.DatabaseSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
  @TempDir Path folder;

  @Test
  void withoutAFileThereAreDefaults() {
    Config config = sound("");
    assertThat(config.database())
        .isEqualTo(new Embedded(EmbeddedSettings.standard(), 16, Duration.ofSeconds(2)));
    assertThat(config.node().folder()).isEqualTo(EmbeddedSettings.standard().home());
    assertThat(config.doors().metrics())
        .isEqualTo(HttpSettings.at(InetAddress.ofLiteral("127.0.0.1"), 9812));
    assertThat(config.log()).isEqualTo(LogSettings.standard());
    assertThat(sound("# nothing but a comment\n")).isEqualTo(config);
    assertThat(ConfigReader.defaults(Map.of())).isEqualTo(new Sound(config));
  }

  @Test
  void aNodeHasItsNameItsFolderAndItsPorts() {
    Config config =
        sound(
            """
            node: {name: left, folder: /srv/postern}
            embedded: {port: 5499, system-user: otp}
            metrics: {address: '[::]:9000', connections: 16}
            """);
    assertThat(config.node()).isEqualTo(new NodeSettings("left", Path.of("/srv/postern")));
    assertThat(config.keys()).isEqualTo(new KeyPlace.InFile(Path.of("/srv/postern/keys")));
    assertThat(config.doors().metrics().address()).isEqualTo(InetAddress.ofLiteral("::"));
    assertThat(config.doors().metrics().port()).isEqualTo(9000);
    assertThat(config.doors().metrics().connections()).isEqualTo(16);
    assertThat(config.database())
        .isInstanceOfSatisfying(
            Embedded.class,
            place -> {
              assertThat(place.settings().home()).isEqualTo(Path.of("/srv/postern"));
              assertThat(place.settings().port()).isEqualTo(5499);
              assertThat(place.settings().systemUser()).isEqualTo("otp");
            });
  }

  @Test
  void hashesAreUpgradedOnlyIfTheOperatorSaysSo() {
    assertThat(sound("passwords: {threads: 2}").rules().passwords().upgrade()).isFalse();
    assertThat(sound("passwords: {upgrade: true}").rules().passwords().upgrade()).isTrue();
  }

  @Test
  void keysMayBeInTheEnvironmentButNotInTheFile() {
    var variables = Map.of("KEYS", "k1 AAAA");
    assertThat(sound("keys: {ring: 'env:KEYS'}", variables).keys())
        .isEqualTo(new KeyPlace.InVariable("env:KEYS", SecretOctets.utf8("k1 AAAA")));
    assertThat(problems("keys: {ring: k1 AAAA}"))
        .hasSize(1)
        .first()
        .asString()
        .contains("env:NAME");
  }

  @Test
  void settingsOfTheOtherKindOfDatabaseAreRefused() {
    assertThat(problems("database:\n  url: jdbc:postgresql://d/p\nembedded:\n  port: 5\n"))
        .containsExactly("postern.yaml:4: embedded is of no use beside database.url");
  }

  @Test
  void anExternalDatabaseIsReadWithAPasswordFromAFile() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "geheim\n");
    var text =
        """
        database:
          url: jdbc:postgresql://db.example.org/postern
          user: otp
          password: file:%s
          connections: 32
          patience: 500 ms
        """
            .formatted(password);
    assertThat(sound(text).database())
        .isEqualTo(
            new External(
                new DatabaseSettings(
                    "jdbc:postgresql://db.example.org/postern",
                    "otp",
                    SecretOctets.utf8("geheim"),
                    32,
                    Duration.ofMillis(500))));
  }

  @Test
  void theLogIsReadByItsWords() {
    assertThat(sound("log: {format: json, level: debug}").log())
        .isEqualTo(new LogSettings(LogSettings.Format.JSON, LogSettings.Level.DEBUG));
  }

  @Test
  void theEnvironmentStandsOverTheFile() {
    var variables =
        Map.of(
            "POSTERN_DATABASE_URL", "jdbc:postgresql://over/it",
            "POSTERN_DATABASE_PASSWORD", "env:DB_SECRET",
            "DB_SECRET", "hush",
            "POSTERN_DATABASE_CONNECTIONS", "8");
    assertThat(sound("database: {url: 'jdbc:postgresql://file/says'}", variables).database())
        .isEqualTo(
            new External(
                new DatabaseSettings(
                    "jdbc:postgresql://over/it",
                    "postern",
                    SecretOctets.utf8("hush"),
                    8,
                    Duration.ofSeconds(2))));
  }

  @Test
  void everyProblemIsToldAtOnceWithItsLine() {
    assertThat(
            problems(
                """
                database:
                  url: mysql://db
                  password: geheim
                  conections: 20
                  patience: soon
                logs:
                  level: info
                log:
                  level: loud
                """))
        .containsExactly(
            "postern.yaml:2: database: url 'mysql://db' must begin with jdbc:postgresql:",
            "postern.yaml:3: database.password: a secret is not written here:"
                + " write file:/path or env:NAME, where it is",
            "postern.yaml:4: database.conections: no such setting, did you mean connections?",
            "postern.yaml:5: database.patience: 'soon' is not a duration,"
                + " write it as 250 ms, 30 s, 5 min, 8 h or 30 d",
            "postern.yaml:7: logs: no such setting, did you mean log?",
            "postern.yaml:9: log.level: 'loud' is not known, known here: debug, error, info, warn");
  }

  @Test
  void moreConnectionsThanTheEmbeddedDatabaseHasAreRefused() {
    assertThat(problems("database:\n  connections: 90\n")).isEmpty();
    assertThat(problems("database:\n  connections: 91\n"))
        .containsExactly(
            "postern.yaml:2: database.connections is 91, the embedded database has 90 for a server");
  }

  @Test
  void aValueOutOfItsBoundsIsToldAtItsLine() {
    assertThat(problems("database:\n  patience: 1 s\n  connections: 3\n"))
        .containsExactly("postern.yaml:3: database: connections must be from 4 to 200, not 3");
  }

  @Test
  void aProblemOfTheEnvironmentNamesTheVariable() {
    var variables =
        Map.of(
            "POSTERN_DATABASE_CONNECTIONS", "many",
            "POSTERN_DATABSE_URL", "jdbc:postgresql://db/x",
            "POSTERN_LOG_FORMAT", "");
    assertThat(problems("", variables))
        .containsExactlyInAnyOrder(
            "POSTERN_DATABASE_CONNECTIONS: 'many' is not a whole number",
            "POSTERN_DATABSE_URL: no such setting, did you mean POSTERN_DATABASE_URL?",
            "POSTERN_LOG_FORMAT: '' is not known, known here: json, text");
  }

  @Test
  void aBoundBrokenByTheEnvironmentNamesTheVariable() {
    assertThat(problems("", Map.of("POSTERN_DATABASE_CONNECTIONS", "3")))
        .containsExactly("POSTERN_DATABASE_CONNECTIONS: connections must be from 4 to 200, not 3");
  }

  @Test
  void variablesOfOthersAreLeftAlone() {
    var variables =
        Map.of(
            "POSTERN_JAVA_OPTS", "-Xmx1g",
            "POSTERN_PORT_1812_UDP_ADDR", "10.0.0.1",
            "POSTERN_RADIUS_SERVICE_HOST", "10.0.0.1",
            "PATH", "/bin");
    assertThat(problems("", variables)).isEmpty();
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() {
    assertThat(problems("log:\n  level: info\n  level: debug\n"))
        .containsExactly("postern.yaml:3: level stands here again, first on line 2");
  }

  @Test
  void anchorsAliasesTagsAndSecondDocumentsAreRefused() {
    assertThat(problems("log: &l\n  level: info\n  format: *l\n"))
        .contains(
            "postern.yaml:1: an anchor (&l) is of no use here, remove it",
            "postern.yaml:3: an alias (*l) is not followed, write it out");
    assertThat(problems("log:\n  level: !word info\n"))
        .containsExactly("postern.yaml:2: a tag (!word) is of no use here, remove it");
    assertThat(problems("log: {}\n---\nlog: {}\n"))
        .containsExactly("postern.yaml:3: a second document begins here, only one is read");
  }

  @Test
  void whatIsNotYamlIsToldWithItsLine() {
    assertThat(problems("log:\n  level: [info\n")).hasSize(1).first().asString().contains("YAML");
  }

  @Test
  void aValueOfTheWrongKindIsRefused() {
    assertThat(problems("database: here\nlog:\n  level: [info]\n  format:\n"))
        .containsExactly(
            "postern.yaml:1: database must be a section: its keys below it, indented",
            "postern.yaml:3: log.level must be one value, not a list",
            "postern.yaml:4: log.format has no value, give one or remove it");
    assertThat(problems("- a\n- b\n"))
        .containsExactly("postern.yaml:1: the file must be made of sections, such as database:");
  }

  @Test
  void aPasswordWithoutAUrlIsNotIgnored() {
    assertThat(problems("database:\n  user: otp\n"))
        .containsExactly("postern.yaml:2: database.user is of no use without database.url");
  }

  @Test
  void aSecretThatIsNotThereIsAProblem() {
    Path none = folder.resolve("none");
    assertThat(problems("database:\n  url: jdbc:postgresql://d/p\n  password: file:" + none + "\n"))
        .containsExactly(
            "postern.yaml:3: database.password: can't read " + none + ": no such file");
    assertThat(problems("database:\n  url: jdbc:postgresql://d/p\n  password: env:NONE\n"))
        .containsExactly("postern.yaml:3: database.password: variable NONE is not set");
  }

  @Test
  void aFileThatIsNotThereIsAProblem() {
    Path none = folder.resolve("none.yaml");
    assertThat(ConfigReader.read(none, Map.of()))
        .isEqualTo(new Unsound(List.of(new Problem(none.toString(), 0, "no such file"))));
  }

  private static Config sound(String text) {
    return sound(text, Map.of());
  }

  private static Config sound(String text, Map<String, String> variables) {
    return switch (ConfigReader.read("postern.yaml", text, variables)) {
      case Sound(Config config) -> config;
      case Unsound(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  private static List<String> problems(String text) {
    return problems(text, Map.of());
  }

  private static List<String> problems(String text, Map<String, String> variables) {
    return switch (ConfigReader.read("postern.yaml", text, variables)) {
      case Sound _ -> List.of();
      case Unsound(var problems) -> problems.stream().map(Problem::toString).toList();
    };
  }
}
