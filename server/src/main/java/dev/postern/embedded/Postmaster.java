package dev.postern.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The running server: its command line, its start, its end.
///
/// All settings stand in the command line, so that a PostgreSQL left running by a killed Postern is
/// known by it: one with the same command line is as good as one that we would start.
final class Postmaster {
  static final long LOG_BYTES = 16L << 20;

  private static final Duration LOG_PATIENCE = Duration.ofSeconds(5);
  private static final String LAST_LINE = " database system is shut down";
  private static final Pattern COMPLAINT =
      Pattern.compile("\\b(ERROR|FATAL|PANIC|WARNING|DETAIL|HINT): ");

  private final HomeFolder home;
  private final Installation installation;
  private final DatabaseFolder data;
  private final EmbeddedSettings settings;

  Postmaster(
      HomeFolder home, Installation installation, DatabaseFolder data, EmbeddedSettings settings) {
    this.home = home;
    this.installation = installation;
    this.data = data;
    this.settings = settings;
  }

  /// The postmaster that runs here, if any, whoever started it and with whatever settings.
  Optional<ProcessHandle> running() {
    return data.postmaster();
  }

  /// Whether `process` was started as we would start it, and becomes ready in time.
  boolean isAsWanted(ProcessHandle process, int port) {
    return commandLine(process).equals(command(port)) && becomesReady(process);
  }

  void start(int port) {
    Process process = home.programs().launch(home.user(), command(port));
    if (!becomesReady(process.toHandle())) {
      String words = lastWords(process);
      if (process.isAlive()) {
        stop();
      }
      throw new EmbeddedPostgresFailed(
          EmbeddedPostgresFailed.withAdvice("PostgreSQL did not start: " + words));
    }
  }

  /// Ends the server without waiting for its clients; one that does not end in time is told to drop
  /// everything, which its write-ahead log makes good at the next start.
  void stop() {
    if (!stopped("fast") && !stopped("immediate") && data.postmaster().isPresent()) {
      throw new EmbeddedPostgresFailed(
          "PostgreSQL in "
              + data.folder()
              + " does not stop: "
              + Programs.oneLine(home.programs().lastWords(stopping("immediate"))));
    }
  }

  /// Why the start failed, as PostgreSQL tells it: on its error output, and from when it opens its
  /// log, there.
  private String lastWords(Process process) {
    String output = home.programs().lastWords(command(0));
    if (!output.contains("redirecting log output")) {
      return Programs.oneLine(output);
    }
    String log = logOf(process);
    String complaints =
        log.lines()
            .filter(COMPLAINT.asPredicate())
            .map(line -> line.replaceFirst("^.*?\\[[0-9]+\\] +", ""))
            .collect(Collectors.joining("\n"));
    return complaints.isEmpty()
        ? "see the newest file in " + logFolder()
        : Programs.oneLine(complaints);
  }

  /// What the log has from a postmaster's first line on; its last one is written by another
  /// process, somewhat after its end.
  private String logOf(Process process) {
    String sign = "[" + process.pid() + "] LOG: ";
    var wait = new Wait(LOG_PATIENCE);
    String log = "";
    do {
      log = newestLog().flatMap(Postmaster::read).orElse("");
    } while (!process.isAlive() && !log.contains(sign + LAST_LINE) && wait.again());
    int first = log.indexOf(sign);
    return first < 0 ? "" : log.substring(first);
  }

  private Path logFolder() {
    return home.path().resolve("log");
  }

  private Optional<Path> newestLog() {
    try (var files = Files.list(logFolder())) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .max(Comparator.comparingLong(Postmaster::modified));
    } catch (IOException e) {
      throw EmbeddedPostgresFailed.cannot("read the log of PostgreSQL", e);
    }
  }

  /// Empties the logs that have grown too long. PostgreSQL goes on writing at what is then their
  /// beginning.
  void boundLogs() {
    try (var files = Files.list(logFolder())) {
      for (Path log : files.filter(Postmaster::tooLong).toList()) {
        home.programs().demand(home.user(), List.of("truncate", "--size=0", log.toString()));
      }
    } catch (IOException e) {
      throw EmbeddedPostgresFailed.cannot("bound the log of PostgreSQL", e);
    }
  }

  private static boolean tooLong(Path log) {
    return Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS) && log.toFile().length() > LOG_BYTES;
  }

  private static Optional<String> read(Path log) {
    try {
      return SmallFile.read(log);
    } catch (IOException e) {
      throw EmbeddedPostgresFailed.cannot("read the log of PostgreSQL", e);
    }
  }

  private boolean becomesReady(ProcessHandle process) {
    var wait = new Wait(settings.patience());
    while (process.isAlive()) {
      if (data.ready(process)) {
        return true;
      }
      if (!wait.again()) {
        return false;
      }
    }
    return false;
  }

  private boolean stopped(String mode) {
    return home.programs().run(home.user(), stopping(mode)).exit() == 0;
  }

  private List<String> stopping(String mode) {
    long seconds = Math.max(1, settings.patience().toSeconds() / 2);
    return List.of(
        installation.program("pg_ctl"),
        "stop",
        "--silent",
        "--pgdata=" + data.folder(),
        "--mode=" + mode,
        "--timeout=" + seconds);
  }

  private List<String> command(int port) {
    String durable = settings.durable() ? "on" : "off";
    var command =
        new ArrayList<>(List.of(installation.program("postgres"), "-D", data.folder().toString()));
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "port=" + port,
            "unix_socket_directories=",
            "max_connections=" + settings.maxConnections(),
            "shared_buffers=" + (settings.durable() ? "128MB" : "32MB"),
            "fsync=" + durable,
            "synchronous_commit=" + durable,
            "full_page_writes=" + durable,
            "max_wal_size=" + (settings.durable() ? "1GB" : "128MB"),
            "wal_compression=on",
            "scram_iterations=4096",
            "timezone=UTC",
            "log_timezone=UTC",
            "logging_collector=on",
            "log_directory=" + logFolder(),
            "log_filename=postgresql-%a.log",
            "log_rotation_age=1d",
            "log_rotation_size=0",
            "log_truncate_on_rotation=on",
            "log_line_prefix=%m [%p] %q%u@%d ")) {
      command.add("-c");
      command.add(setting);
    }
    return List.copyOf(command);
  }

  private static List<String> commandLine(ProcessHandle process) {
    try {
      String words =
          new String(
              Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline")),
              StandardCharsets.UTF_8);
      return words.isEmpty()
          ? List.of()
          : List.of(words.substring(0, words.length() - 1).split("\0", -1));
    } catch (IOException _) {
      return List.of(); // it ended meanwhile
    }
  }

  private static long modified(Path file) {
    return file.toFile().lastModified();
  }
}
