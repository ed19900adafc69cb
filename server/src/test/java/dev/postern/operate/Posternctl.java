package dev.postern.operate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `posternctl` as a shell starts it: a process, with what it read, printed and ended with.
///
/// @param server the admin API
/// @param home the server's folder
/// @param desk the folder in which the operator works; the key of a login lies there too
record Posternctl(URI server, Path home, Path desk) {
  private static final int LONGEST_SECONDS = 60;

  /// How a command ended.
  record Ended(int exitCode, String out, String err) {}

  Ended run(String... words) {
    return runOn("", words);
  }

  /// Runs a command with this on its stdin.
  Ended runOn(String stdin, String... words) {
    return runWithKey("", stdin, words);
  }

  /// Runs a command with a machine's key.
  Ended runWithKey(String key, String stdin, String... words) {
    try {
      Path in = Files.writeString(Files.createTempFile(desk, "in", ""), stdin);
      Path out = Files.createTempFile(desk, "out", "");
      Path err = Files.createTempFile(desk, "err", "");
      var starting =
          new ProcessBuilder(command(words))
              .directory(desk.toFile())
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      var environment = starting.environment();
      environment.keySet().removeIf(name -> name.startsWith("POSTERN_"));
      environment.put("POSTERN_SERVER", server.toString());
      environment.put("POSTERN_HOME", home.toString());
      environment.put("POSTERN_KEY", key);
      environment.put("XDG_CONFIG_HOME", desk.toString());
      var process = starting.start();
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("posternctl does not end: " + List.of(words));
      }
      return new Ended(process.exitValue(), text(out), text(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted");
    }
  }

  private static List<String> command(String... words) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.postern.cli.Main");
    command.addAll(List.of(words));
    return command;
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
