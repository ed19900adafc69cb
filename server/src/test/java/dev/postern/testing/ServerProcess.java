package dev.postern.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// The server as it is in production: a process of its own, started from the class path of the
/// tests, that a test may kill.
public final class ServerProcess implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final Duration HTTP_PATIENCE = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final Process process;
  private final Path log;
  private final InetSocketAddress radius;
  private final InetSocketAddress accounting;
  private final int metricsPort;
  private final int apiPort;
  private final HttpClient http = HttpClient.newHttpClient();

  private record Ports(int radius, int accounting, int metrics, int api) {}

  private ServerProcess(Process process, Path log, Ports ports) {
    this.process = process;
    this.log = log;
    this.radius = new InetSocketAddress(LOOPBACK, ports.radius());
    this.accounting = new InetSocketAddress(LOOPBACK, ports.accounting());
    this.metricsPort = ports.metrics();
    this.apiPort = ports.api();
  }

  /// Starts a server and waits until it is ready. `config` is its configuration but for `radius`,
  /// `metrics` and `api`, which are at ports that were free.
  public static ServerProcess start(Path folder, String config) {
    return start(folder, config, LOOPBACK.getHostAddress());
  }

  /// The same, for gateways that reach it at these addresses.
  static ServerProcess start(Path folder, String config, String radiusAddresses) {
    try {
      var ports = new Ports(freeUdpPort(), freeUdpPort(), freeTcpPort(), freeTcpPort());
      Path file = folder.resolve("postern.yaml");
      Files.writeString(file, config + listeners(radiusAddresses, ports));
      Path log = folder.resolve("log");
      var process = new ProcessBuilder(command(file)).redirectErrorStream(true);
      process.environment().keySet().removeIf(name -> name.startsWith("POSTERN_"));
      var started =
          new ServerProcess(
              process.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start(),
              log,
              ports);
      started.awaitReady();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(Path config) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseParallelGC",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.postern.Main",
        "serve",
        "--config",
        config.toString());
  }

  private static String listeners(String radiusAddresses, Ports ports) {
    return """
    radius:
      addresses: %s
      port: %d
      accounting: %d
    metrics:
      address: 127.0.0.1:%d
    api:
      address: 127.0.0.1:%d
    """
        .formatted(
            radiusAddresses, ports.radius(), ports.accounting(), ports.metrics(), ports.api());
  }

  private static int freeUdpPort() throws IOException {
    try (var socket = new DatagramSocket(0, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  private static int freeTcpPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() {
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (!ready()) {
      try {
        if (process.waitFor(BETWEEN_LOOKS) || System.nanoTime() - end > 0) {
          close();
          throw new AssertionError("the server did not become ready:\n" + log());
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted");
      }
    }
  }

  /// Where it takes RADIUS.
  public InetSocketAddress radius() {
    return radius;
  }

  /// Where it takes accounting.
  public InetSocketAddress accounting() {
    return accounting;
  }

  /// Where the operators' API is.
  public String api() {
    return "https://127.0.0.1:" + apiPort;
  }

  /// Whether `/health/ready` says so.
  public boolean ready() {
    try {
      return get("/health/ready").statusCode() == 200;
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  /// A counter or level by its name and labels as they stand in `/metrics`; 0 if it is not there.
  public double metric(String series) {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .sum();
  }

  private HttpResponse<String> get(String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metricsPort + path))
            .timeout(HTTP_PATIENCE)
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted");
    }
  }

  /// What it counted and what it said, for the message of a test that fails.
  public String story() {
    String counted =
        get("/metrics")
            .body()
            .lines()
            .filter(line -> line.startsWith("postern_"))
            .collect(Collectors.joining("\n"));
    return counted + "\n" + log();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /// SIGKILL: it has no time for anything. Returns when it is gone.
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// All that it has said so far.
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  @Override
  public void close() {
    http.close();
    kill();
  }
}
