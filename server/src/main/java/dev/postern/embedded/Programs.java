package dev.postern.embedded;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs other programs: with a bare environment, since ours may hold secrets; in `folder`, where
/// each leaves its last words in a file of its name; never waiting for ever.
///
/// @param folder the current folder of each program
/// @param patience the bound on the wait for one
record Programs(Path folder, Duration patience) {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PATH",
          "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
          "LC_ALL",
          "C",
          "TZ",
          "UTC");

  /// How a program ended and what it printed.
  record Ran(int exit, String output) {}

  /// Runs a command that must succeed and returns what it printed.
  String demand(RunAs user, List<String> command) {
    Ran ran = run(user, command);
    if (ran.exit() != 0) {
      throw new EmbeddedPostgresFailed(
          EmbeddedPostgresFailed.withAdvice(name(command) + " failed: " + oneLine(ran.output())));
    }
    return ran.output();
  }

  /// Runs a command to its end.
  Ran run(RunAs user, List<String> command) {
    var whole = new ArrayList<>(user.prefix());
    whole.addAll(command);
    Process process = start(whole, command);
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new EmbeddedPostgresFailed(
            name(command) + " did not end within " + patience.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresFailed("interrupted while waiting for PostgreSQL", e);
    }
    return new Ran(process.exitValue(), lastWords(command).strip());
  }

  /// Starts a command in a session of its own, so that a Ctrl-C meant for us does not end it.
  Process launch(RunAs user, List<String> command) {
    var whole = new ArrayList<>(List.of("setsid"));
    whole.addAll(user.prefix());
    whole.addAll(command);
    return start(whole, command);
  }

  private Process start(List<String> whole, List<String> command) {
    var builder = new ProcessBuilder(whole).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    builder.redirectInput(Redirect.from(new File("/dev/null")));
    builder.redirectOutput(Redirect.to(logOf(command).toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw EmbeddedPostgresFailed.cannot("run " + name(command), e);
    }
  }

  /// What a command printed when it ran last.
  String lastWords(List<String> command) {
    try {
      return SmallFile.read(logOf(command)).orElse("");
    } catch (IOException e) {
      throw EmbeddedPostgresFailed.cannot("read " + logOf(command), e);
    }
  }

  /// The last lines of a log, made one.
  static String oneLine(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
  }

  private Path logOf(List<String> command) {
    return folder.resolve(name(command) + ".log");
  }

  private static String name(List<String> command) {
    return String.valueOf(Path.of(command.getFirst()).getFileName());
  }
}
