package dev.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Runs every script under `scripts/`, each command against a real server over TLS.
class ScriptsTest {
  private static final Path SCRIPTS = Path.of("src/test/resources/scripts");

  @TempDir static Path folder = Path.of("");
  private static RecordedServer server;

  @BeforeAll
  static void start() {
    server = new RecordedServer(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicNode> everyScriptRunsAsItIsWritten() throws IOException {
    List<Path> files;
    try (var found = Files.list(SCRIPTS)) {
      files = found.sorted().toList();
    }
    return files.stream().flatMap(ScriptsTest::scripts);
  }

  private static Stream<DynamicNode> scripts(Path file) {
    try {
      return Script.read(Files.readString(file)).stream()
          .map(
              it -> DynamicTest.dynamicTest(file.getFileName() + ": " + it.heading, () -> run(it)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(Script script) throws IOException {
    for (var file : script.files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    server.record(script.exchanges);
    var terminal = new FakeTerminal(script.stdin.toString(), script.answers);
    int exit = Main.run(surroundings(script, terminal), script.words.toArray(new String[0]));
    assertThat(plain(terminal.complained())).as("stderr").isEqualTo(script.err);
    assertThat(expected(plain(terminal.printed()), script.out)).as("stdout").isEqualTo(script.out);
    assertThat(exit).as("exit code").isEqualTo(script.exit);
    assertThat(server.surprises()).as("requests").isEmpty();
  }

  private static Surroundings surroundings(Script script, Terminal terminal) {
    var environment = new HashMap<String, String>();
    environment.put("POSTERN_SERVER", server.uri().toString());
    environment.put("POSTERN_HOME", folder.toString());
    script.environment.forEach(
        (name, value) -> environment.put(name, value.replace("FOLDER", folder.toString())));
    script.words.replaceAll(word -> word.replace("FOLDER", folder.toString()));
    return new Surroundings(
        terminal,
        environment,
        folder,
        false,
        InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z")),
        ZoneOffset.UTC,
        new Random(7));
  }

  private static List<String> plain(String text) {
    return text.replace(server.uri().toString(), "SERVER")
        .replace(folder.toString(), "FOLDER")
        .lines()
        .map(String::stripTrailing)
        .toList();
  }

  /// What was printed, with the lines that `…` stands for taken out.
  private static List<String> expected(List<String> printed, List<String> wanted) {
    int gap = wanted.indexOf("…");
    if (gap < 0 || printed.size() < wanted.size() - 1) {
      return printed;
    }
    int after = wanted.size() - gap - 1;
    return Stream.of(
            printed.subList(0, gap),
            List.of("…"),
            printed.subList(printed.size() - after, printed.size()))
        .flatMap(List::stream)
        .toList();
  }
}
