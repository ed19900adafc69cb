package dev.postern.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/// The scenario `flood`: logins at a steady rate, alone and then beside forged packets. Who forges
/// must not keep others out, so the p99 beside the flood is to stay within three times of that
/// without.
///
/// Every user logs in at most once, so that each code is a fresh one. One JSON line a run.
final class Flood {
  private static final double MOST_TIMES = 3;

  private final FloodSettings settings;
  private final InstantSource clock;
  private final PrintStream out;
  private final PrintStream progress;

  Flood(FloodSettings settings, InstantSource clock, PrintStream out, PrintStream progress) {
    this.settings = settings;
    this.clock = clock;
    this.out = out;
    this.progress = progress;
  }

  /// Whether every login was accepted, and the p99 stayed within its bound.
  boolean run() throws IOException, InterruptedException {
    try (var server = ServerUnderTest.start(progress::println)) {
      progress.println("taking in " + settings.users() + " users");
      server.prepare(settings.users());
      var logins = new LoginLoad(server.radius(), server.secret(), clock);
      progress.println("warming up");
      int warm = settings.rate() * FloodSettings.WARM_UP_SECONDS;
      logins.run(0, warm, settings.rate());
      int each = settings.rate() * settings.seconds();
      LoginTimes quiet = logins.run(warm, each, settings.rate());
      print("quiet", quiet, 0, Optional.empty());
      LoginTimes flooded;
      long forged;
      try (var flood = ForgedLoad.start(server.radius(), settings.forged())) {
        flooded = logins.run(warm + each, each, settings.rate());
        forged = flood.sent();
      }
      double times = flooded.millis(0.99) / quiet.millis(0.99);
      print("flood", flooded, forged, Optional.of(times));
      return quiet.allAccepted() && flooded.allAccepted() && times <= MOST_TIMES;
    }
  }

  private void print(String name, LoginTimes times, long forged, Optional<Double> p99Times) {
    String line =
        String.format(
            Locale.ROOT,
            "\"run\":\"%s\",\"logins\":%d,\"rate\":%d,\"accepted\":%d,\"refused\":%d,"
                + "\"unanswered\":%d,\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"max_ms\":%.2f,"
                + "\"forged_per_second\":%d",
            name,
            times.logins(),
            settings.rate(),
            times.accepted(),
            times.refused(),
            times.unanswered(),
            times.millis(0.5),
            times.millis(0.99),
            times.millis(1),
            forged / (settings.seconds() + LoginLoad.PATIENCE.toSeconds()));
    String ratio =
        p99Times.map(by -> String.format(Locale.ROOT, ",\"p99_times\":%.2f", by)).orElse("");
    out.println("{" + line + ratio + "}");
  }
}
