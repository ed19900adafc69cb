package dev.postern.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// The dialogues that lie among the resources, each a test; its first line says what must happen.
public final class Dialogues {
  private Dialogues() {}

  public static Stream<DynamicTest> in(Supplier<LoginWorld> world) {
    return files().map(file -> DynamicTest.dynamicTest(name(file), () -> run(file, world)));
  }

  private static Stream<Path> files() {
    var folder = Objects.requireNonNull(Dialogues.class.getResource("/dialogues"));
    try (var files = Files.list(Path.of(folder.toURI()))) {
      return files.sorted().toList().stream();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(Path file) {
    return file.getFileName() + ": " + lines(file).getFirst().replaceFirst("^# *", "");
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(Path file, Supplier<LoginWorld> worlds) {
    try (var world = worlds.get()) {
      Dialogue.run(world, lines(file));
    }
  }
}
