package dev.postern.bench;

import dev.postern.bench.eap.EapLogin;
import dev.postern.bench.eap.GatewaySocket;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The scenario `eap`: whole logins by EAP as fast as they go, method by method, with a server's
/// key of each kind, if asked for beside FreeRADIUS on the same PostgreSQL; then what memory an
/// open conversation takes. One JSON line a run.
///
/// The first run of a method at a server warms it up and is not printed.
final class EapScenario {
  private static final int MOST_OPEN_BYTES = 64 * 1024;

  /// After this a server remembers no reply for retransmissions any more.
  private static final Duration FORGOTTEN = Duration.ofSeconds(15);

  private static final int TURNS_TO_THE_SERVERS_FLIGHT = 2;

  private final EapScenarioSettings settings;
  private final InstantSource clock;
  private final PrintStream out;
  private final PrintStream progress;

  EapScenario(
      EapScenarioSettings settings, InstantSource clock, PrintStream out, PrintStream progress) {
    this.settings = settings;
    this.clock = clock;
    this.out = out;
    this.progress = progress;
  }

  /// Whether every login was accepted, and a conversation stayed within its bound.
  boolean run() throws IOException, InterruptedException, SQLException {
    boolean well = true;
    for (var kind : EapKeyPair.Kind.values()) {
      well &= run(kind);
    }
    return well;
  }

  private boolean run(EapKeyPair.Kind kind) throws IOException, InterruptedException, SQLException {
    try (var folder = TemporaryFolder.make("postern-bench-eap")) {
      return run(kind, folder.path());
    }
  }

  private boolean run(EapKeyPair.Kind kind, Path folder)
      throws IOException, InterruptedException, SQLException {
    var pair = EapKeyPair.make(folder, kind);
    String yaml =
        "database:\n  connections: 40\neap:\n  certificate: %s\n  key: %s\n"
            .formatted(pair.certificate(), pair.key());
    try (var server = ServerUnderTest.start(yaml, progress::println)) {
      progress.println("taking in " + settings.users() + " users");
      server.prepare(settings.users(), "--code", "appended", "--without-token", "password-alone");
      server.takeIn(EapMethod.HEADING, IntStream.range(0, EapMethod.FEW).mapToObj(EapMethod::row));
      if (settings.peer()) {
        PeerUsers.create(server.database(), settings.users());
      }
      var rounds = new EapRounds(settings, server, clock, out);
      boolean well = true;
      for (var method : EapMethod.values()) {
        if (settings.measures(method) && (method.tunnel() || kind == EapKeyPair.Kind.P256)) {
          progress.println("logging in by " + method + ", " + kind);
          var peer = folder.resolve("freeradius");
          well &= rounds.run(new EapRounds.Course(method, kind, pair, peer));
        }
      }
      return memory(server, kind) && well;
    }
  }

  /// A conversation is largest when the server has sent its certificate and waits for what the
  /// client says to it.
  private boolean memory(ServerUnderTest server, EapKeyPair.Kind kind)
      throws IOException, InterruptedException {
    server.change("--eap", EapMethod.TTLS_12.offered()); // the last method may have been another
    Thread.sleep(FORGOTTEN);
    long before = LiveHeap.of(server.pid());
    var random = new SplittableRandom(new SecureRandom().nextLong());
    var radius = new EapContestant("postern", server.radius(), server.secret(), server.pid());
    try (var socket = new GatewaySocket(radius.radius(), radius.secret(), random)) {
      for (int i = 0; i < settings.open(); i++) {
        var peer = EapMethod.TTLS_12.peer(i, clock.instant(), random);
        var _ =
            new EapLogin(socket, EapMethod.TTLS_12.user(i), peer).run(TURNS_TO_THE_SERVERS_FLIGHT);
      }
    }
    Thread.sleep(FORGOTTEN);
    long each = (LiveHeap.of(server.pid()) - before) / settings.open();
    out.printf(
        Locale.ROOT,
        "{\"run\":\"open\",\"certificate\":\"%s\",\"conversations\":%d,\"bytes_each\":%d}%n",
        kind,
        settings.open(),
        each);
    return each <= MOST_OPEN_BYTES;
  }
}
