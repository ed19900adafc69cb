package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the docs say is held by a test is: the tests that they name are there.
class DocsTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> MODULES = List.of("ground", "server", "admin-cli");

  /// A test class in backquotes, perhaps with one of its methods.
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z]\\w*(?:Test|Contract))(?:\\.(\\w+))?`");

  @Test
  void everyTestThatTheDocsNameIsThere() throws IOException {
    var tests = tests();
    assertThat(docs().flatMap(doc -> missing(doc, tests)))
        .as("name the test as it is called now")
        .isEmpty();
  }

  private static Stream<String> missing(Path doc, Map<String, String> tests) {
    return NAMED
        .matcher(text(doc))
        .results()
        .filter(named -> !isThere(named, tests))
        .map(named -> ROOT.relativize(doc) + ": " + named.group());
  }

  private static boolean isThere(MatchResult named, Map<String, String> tests) {
    String source = tests.getOrDefault(named.group(1), "");
    return named.group(2) == null
        ? !source.isEmpty()
        : Pattern.compile("\\bvoid\\s+" + named.group(2) + "\\(").matcher(source).find();
  }

  private static Stream<Path> docs() throws IOException {
    try (var top = Files.list(ROOT);
        var below = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(top, below)
          .filter(file -> file.toString().endsWith(".md"))
          .toList()
          .stream();
    }
  }

  private static Map<String, String> tests() throws IOException {
    var tests = new HashMap<String, String>();
    for (String module : MODULES) {
      try (var files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(
                file -> tests.put(file.getFileName().toString().replace(".java", ""), text(file)));
      }
    }
    return tests;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
