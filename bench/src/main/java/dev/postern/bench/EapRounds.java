package dev.postern.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// The rounds of one method after the other, with one certificate: each server in turn, so that
/// what else is on the machine falls on all alike.
final class EapRounds {
  private final EapScenarioSettings settings;
  private final ServerUnderTest server;
  private final EmbeddedAtWork database;
  private final InstantSource clock;
  private final PrintStream out;
  private final AtomicInteger ourUsers = new AtomicInteger();
  private final AtomicInteger theirUsers = new AtomicInteger();

  EapRounds(
      EapScenarioSettings settings, ServerUnderTest server, InstantSource clock, PrintStream out)
      throws IOException {
    this.settings = settings;
    this.server = server;
    this.database = server.database();
    this.clock = clock;
    this.out = out;
  }

  /// A method with what it takes: the files of the certificate, and a folder for FreeRADIUS.
  record Course(EapMethod method, EapKeyPair.Kind kind, EapKeyPair pair, Path folder) {}

  /// Whether Postern accepted every login. A code that FreeRADIUS refuses at the turn of a time
  /// step is its own affair.
  boolean run(Course course) throws IOException, InterruptedException {
    server.change("--eap", course.method.offered());
    var racers = new ArrayList<Racer>();
    var postern = new EapContestant("postern", server.radius(), server.secret(), server.pid());
    racers.add(new Racer(postern, ourUsers));
    if (!settings.peer()) {
      return rounds(course, racers);
    }
    try (var peer = FreeRadius.start(course.folder, course.method, course.pair, database)) {
      racers.add(new Racer(peer.contestant(), theirUsers));
      return rounds(course, racers);
    }
  }

  /// A server, and the number of the next user who logs in to it.
  private record Racer(EapContestant server, AtomicInteger nextUser) {}

  private boolean rounds(Course course, List<Racer> racers)
      throws IOException, InterruptedException {
    for (var racer : racers) {
      var _ = run(course, racer, settings.warm());
    }
    boolean well = true;
    for (int round = 0; round < settings.rounds(); round++) {
      for (var racer : racers) {
        var before = spent(racer);
        var run = run(course, racer, settings.seconds());
        print(course, racer.server.name(), run, spent(racer).since(before));
        well &= racer != racers.getFirst() || run.times().allAccepted();
      }
    }
    return well;
  }

  private EapLoad.Run run(Course course, Racer racer, int seconds)
      throws IOException, InterruptedException {
    return new EapLoad(racer.server, clock, racer.nextUser, settings.users())
        .run(course.method, settings.flight(), Duration.ofSeconds(seconds));
  }

  private record Spent(Duration server, Duration postgres) {
    Spent since(Spent before) {
      return new Spent(server.minus(before.server), postgres.minus(before.postgres));
    }
  }

  private Spent spent(Racer racer) {
    return new Spent(CpuTime.of(racer.server.pid()), CpuTime.of(database.pid()));
  }

  private void print(Course course, String name, EapLoad.Run run, Spent spent) {
    var times = run.times();
    int accepted = Math.max(1, times.accepted());
    out.printf(
        Locale.ROOT,
        "{\"run\":\"%s\",\"certificate\":\"%s\",\"server\":\"%s\",\"accepted\":%d,"
            + "\"refused\":%d,\"unanswered\":%d,\"resent\":%d,\"per_second\":%.0f,"
            + "\"p50_ms\":%.2f,\"p90_ms\":%.2f,\"p99_ms\":%.2f,\"cpu_us\":%d,\"postgres_us\":%d}%n",
        course.method.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        course.method.tunnel() ? course.kind.toString() : "",
        name,
        times.accepted(),
        times.refused(),
        times.unanswered(),
        run.resent(),
        run.perSecond(),
        times.millis(0.5),
        times.millis(0.9),
        times.millis(0.99),
        spent.server.toNanos() / 1000 / accepted,
        spent.postgres.toNanos() / 1000 / accepted);
  }
}
