package dev.postern.bench;

import dev.postern.octets.SecretOctets;
import dev.postern.radius.SharedSecret;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The server as it is installed, a process of its own on ports that are free, with the PostgreSQL
/// that it brings along in a folder of its own that is thrown away at the end.
final class ServerUnderTest implements AutoCloseable {
  private static final Path PROGRAMS = Path.of("target/postern/bin").toAbsolutePath();
  private static final String SECRET = "a secret of the benchmark";
  private static final Duration LONGEST_START = Duration.ofMinutes(2);

  private final Path folder;
  private final int radiusPort = freePort();
  private final int apiPort = freePort();
  private final int metricsPort = freePort();
  private final Process process;

  private ServerUnderTest(Path folder, String settings) throws IOException {
    this.folder = folder;
    Files.writeString(folder.resolve("postern.yaml"), "log:\n  level: warn\n" + settings);
    process =
        program("postern", "serve", "--config", folder.resolve("postern.yaml").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
  }

  static ServerUnderTest start(Consumer<String> progress) throws IOException, InterruptedException {
    return start("", progress);
  }

  /// Starts one with further lines of `postern.yaml`.
  static ServerUnderTest start(String settings, Consumer<String> progress)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("postern-bench");
    // The user that PostgreSQL runs as, if we are root, must come through.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    progress.accept("starting the server, in " + folder);
    var server = new ServerUnderTest(folder, settings);
    try {
      server.awaitReady();
      return server;
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Nothing of our own surroundings is handed on that could point a program at another server.
  private ProcessBuilder program(String name, String... words) {
    var command = new ArrayList<>(List.of(PROGRAMS.resolve(name).toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("POSTERN_"));
    var settings =
        name.equals("postern")
            ? Map.of(
                "POSTERN_NODE_FOLDER",
                folder.resolve("node").toString(),
                "POSTERN_RADIUS_ADDRESSES",
                "127.0.0.1",
                "POSTERN_RADIUS_PORT",
                String.valueOf(radiusPort),
                "POSTERN_API_ADDRESS",
                "127.0.0.1:" + apiPort,
                "POSTERN_METRICS_ADDRESS",
                "127.0.0.1:" + metricsPort)
            : Map.of(
                "POSTERN_HOME", folder.resolve("node").toString(),
                "POSTERN_SERVER", "https://127.0.0.1:" + apiPort,
                "HOME", folder.toString(),
                "XDG_CONFIG_HOME", folder.toString());
    builder.environment().putAll(settings);
    return builder;
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (!ready()) {
      if (!process.isAlive() || System.nanoTime() - end > 0) {
        throw new IOException("the server did not start:\n" + log());
      }
      Thread.sleep(200);
    }
  }

  private boolean ready() throws InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + metricsPort + "/health/ready");
    var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("server.log"));
  }

  /// Makes the gateway, with these settings, and takes so many users in.
  void prepare(int users, String... settings) throws IOException, InterruptedException {
    Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    var gateway = List.of("gateway", "add", "bench", "--network", "127.0.0.1/32", "--secret-stdin");
    posternctl(secret, Stream.concat(gateway.stream(), Stream.of(settings)).toArray(String[]::new));
    takeIn(
        BenchUser.HEADING,
        IntStream.range(0, users).mapToObj(number -> new BenchUser(number).row()));
  }

  /// Imports these rows under this heading.
  void takeIn(String heading, Stream<String> rows) throws IOException, InterruptedException {
    Path csv = folder.resolve("users.csv");
    try (BufferedWriter writer = Files.newBufferedWriter(csv)) {
      writer.write(heading + "\n");
      for (String row : (Iterable<String>) rows::iterator) {
        writer.write(row + "\n");
      }
    }
    posternctl(csv, "import", "-");
  }

  /// Changes the gateway's settings, which counts within a second.
  void change(String... settings) throws IOException, InterruptedException {
    var words = Stream.concat(Stream.of("gateway", "change", "bench"), Stream.of(settings));
    posternctl(folder.resolve("secret"), words.toArray(String[]::new));
    Thread.sleep(2000);
  }

  long pid() {
    return process.pid();
  }

  /// Where its PostgreSQL has its files.
  EmbeddedAtWork database() throws IOException {
    return EmbeddedAtWork.in(folder);
  }

  private void posternctl(Path input, String... words) throws IOException, InterruptedException {
    Path said = folder.resolve("posternctl.log");
    int code =
        program("posternctl", words)
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException(
          "posternctl " + String.join(" ", words) + ":\n" + Files.readString(said) + log());
    }
  }

  InetSocketAddress radius() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), radiusPort);
  }

  SharedSecret secret() {
    return new SharedSecret(SecretOctets.utf8(SECRET));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    new TemporaryFolder(folder).close();
  }
}
