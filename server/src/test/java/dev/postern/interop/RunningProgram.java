package dev.postern.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Somebody else's program at work. It reads what it is to be told from a file and says what it has
/// to say into one, so that nothing waits for a pipe.
final class RunningProgram implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Process process;
  private final Path said;

  private RunningProgram(Process process, Path said) {
    this.process = process;
    this.said = said;
  }

  static RunningProgram start(Path folder, List<String> command) {
    return start(folder, command, "", Map.of());
  }

  static RunningProgram start(
      Path folder, List<String> command, String input, Map<String, String> environment) {
    try {
      Path in = Files.createTempFile(folder, "in", "");
      Files.writeString(in, input);
      Path out = Files.createTempFile(folder, "said", "");
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      var process = builder.redirectInput(in.toFile()).redirectOutput(out.toFile()).start();
      return new RunningProgram(process, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs one that ends by itself, and returns what it said.
  static String run(Path folder, List<String> command, String input) {
    try (var running = start(folder, command, input, Map.of())) {
      running.awaitEnd();
      return running.said();
    }
  }

  /// Runs one that must end well.
  static void done(Path folder, String... command) {
    try (var running = start(folder, List.of(command))) {
      assertThat(running.awaitEnd()).as(List.of(command) + ": " + running.said()).isZero();
    }
  }

  /// Returns when it has said that.
  RunningProgram awaitSaying(String words) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!said().contains(words)) {
      boolean over = await(BETWEEN_LOOKS) || System.nanoTime() - end > 0;
      if (over && !said().contains(words)) {
        throw new AssertionError("it did not say '" + words + "' but:\n" + said());
      }
    }
    return this;
  }

  /// Its exit code.
  int awaitEnd() {
    assertThat(await(PATIENCE)).as("it has not ended, and said:\n" + said()).isTrue();
    return process.exitValue();
  }

  private boolean await(Duration longest) {
    try {
      return process.waitFor(longest);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted");
    }
  }

  /// All that it has said so far.
  String said() {
    try {
      return Files.readString(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends it and what it has started.
  @Override
  public void close() {
    var children = process.descendants().toList();
    process.destroy();
    if (!await(GRACE)) {
      process.destroyForcibly();
      await(GRACE);
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
