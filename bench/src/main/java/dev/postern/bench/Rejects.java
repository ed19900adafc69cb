package dev.postern.bench;

import dev.postern.octets.SecretOctets;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The scenario `rejects`: how long an unknown user, a wrong password and a wrong code take to be
/// rejected, in turn beside each other at a steady rate, each user once. Who measures must not
/// learn which it was (S1), so the medians are to lie within two milliseconds. One JSON line a
/// kind.
final class Rejects {
  private static final double MOST_APART_MILLIS = 2;
  private static final int WARM_UP = 300;
  private static final int EACH = 500;
  private static final int RATE = 60;

  /// What is wrong with a login.
  private enum Kind {
    UNKNOWN_USER,
    WRONG_PASSWORD,
    WRONG_CODE;

    String user(BenchUser user) {
      return this == UNKNOWN_USER ? "x" + user.name() : user.name();
    }

    SecretOctets typed(BenchUser user) {
      return this == WRONG_CODE
          ? user.typedBadly()
          : SecretOctets.utf8("a wrong password " + user.number());
    }
  }

  private final PrintStream out;
  private final PrintStream progress;

  Rejects(PrintStream out, PrintStream progress) {
    this.out = out;
    this.progress = progress;
  }

  /// Whether all were rejected, and the medians lie within the bound.
  boolean run() throws IOException, InterruptedException {
    try (var server = ServerUnderTest.start(progress::println)) {
      int kinds = Kind.values().length;
      server.prepare((WARM_UP + EACH) * kinds, "--code", "appended");
      progress.println("warming up");
      var _ = times(server, 0, WARM_UP);
      var times = times(server, WARM_UP * kinds, EACH);
      for (Kind kind : Kind.values()) {
        print(kind, times.get(kind.ordinal()));
      }
      var byMedian = Comparator.<LoginTimes>comparingDouble(one -> one.millis(0.5));
      double apart =
          times.stream().max(byMedian).orElseThrow().millis(0.5)
              - times.stream().min(byMedian).orElseThrow().millis(0.5);
      out.printf(Locale.ROOT, "{\"medians_apart_ms\":%.2f}%n", apart);
      boolean rejected = times.stream().allMatch(one -> one.refused() == one.logins());
      return rejected && apart <= MOST_APART_MILLIS;
    }
  }

  private static List<LoginTimes> times(ServerUnderTest server, int firstUser, int each)
      throws IOException, InterruptedException {
    var kinds = Kind.values();
    var requests = new LoginRequests(server.secret());
    var sockets = new ArrayList<LoginSocket>();
    try {
      for (Kind _ : kinds) {
        sockets.add(new LoginSocket(server.radius(), server.secret()));
      }
      var pace = new Pace(RATE);
      for (int i = 0; i < each * kinds.length; i++) {
        long due = pace.await(i);
        var kind = kinds[i % kinds.length];
        var user = new BenchUser(firstUser + i);
        var packet = requests.of(kind.user(user), kind.typed(user), i / kinds.length % 256);
        sockets.get(kind.ordinal()).send(packet, due);
      }
      Thread.sleep(LoginLoad.PATIENCE);
      return sockets.stream().map(socket -> LoginLoad.gathered(List.of(socket), each)).toList();
    } finally {
      sockets.forEach(LoginSocket::close);
    }
  }

  private void print(Kind kind, LoginTimes times) {
    out.printf(
        Locale.ROOT,
        "{\"kind\":\"%s\",\"logins\":%d,\"refused\":%d,\"p1_ms\":%.2f,\"p25_ms\":%.2f,"
            + "\"p50_ms\":%.2f,\"p75_ms\":%.2f,\"p99_ms\":%.2f}%n",
        kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        times.logins(),
        times.refused(),
        times.millis(0.01),
        times.millis(0.25),
        times.millis(0.5),
        times.millis(0.75),
        times.millis(0.99));
  }
}
