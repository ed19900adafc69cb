package dev.postern.bench;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/// The scenarios, by name: `rejects`, or `flood` and after it what it may be told otherwise than
/// usual, such as `rate=500`. JMH's benchmarks have a main program of their own.
public final class Main {
  private static final String USAGE =
      "usage: flood [users=N] [rate=LOGINS-A-SECOND] [forged=PACKETS-A-SECOND] [seconds=N]\n"
          + "   or: rejects";

  private Main() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.exit(run(List.of(arguments), InstantSource.system()));
  }

  private static int run(List<String> arguments, InstantSource clock)
      throws IOException, InterruptedException {
    if (arguments.equals(List.of("rejects"))) {
      return new Rejects(System.out, System.err).run() ? 0 : 1;
    }
    if (arguments.isEmpty() || !arguments.getFirst().equals("flood")) {
      System.err.println(USAGE);
      return 2;
    }
    FloodSettings settings;
    try {
      settings = FloodSettings.read(arguments.subList(1, arguments.size()));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      return 2;
    }
    return new Flood(settings, clock, System.out, System.err).run() ? 0 : 1;
  }
}
