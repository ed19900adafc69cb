package dev.postern.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/// The scenarios, by name: `rejects`, or `flood` or `eap` and after it what it may be told
/// otherwise than usual, such as `rate=500`. JMH's benchmarks have a main program of their own.
public final class Main {
  private static final String USAGE =
      "usage: flood [users=N] [rate=LOGINS-A-SECOND] [forged=PACKETS-A-SECOND] [seconds=N]\n"
          + "   or: rejects\n"
          + "   or: eap [users=N] [warm=N] [seconds=N] [flight=N] [rounds=N] [open=N]\n"
          + "           [peer=freeradius] [only=mschapv2|ttls_12|ttls_13]";

  private Main() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    System.exit(run(List.of(arguments), InstantSource.system()));
  }

  /// Something with a whole server; whether it went as it must.
  private interface Scenario {
    boolean run() throws IOException, InterruptedException, SQLException;
  }

  private static int run(List<String> arguments, InstantSource clock)
      throws IOException, InterruptedException, SQLException {
    Scenario scenario;
    try {
      scenario = scenario(arguments, clock);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      return 2;
    }
    return scenario.run() ? 0 : 1;
  }

  private static Scenario scenario(List<String> arguments, InstantSource clock) {
    String word = arguments.isEmpty() ? "" : arguments.getFirst();
    var rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
    return switch (word) {
      case "flood" -> new Flood(FloodSettings.read(rest), clock, System.out, System.err)::run;
      case "eap" ->
          new EapScenario(EapScenarioSettings.read(rest), clock, System.out, System.err)::run;
      case "rejects" -> new Rejects(System.out, System.err)::run;
      default -> throw new IllegalArgumentException("'" + word + "' is no scenario");
    };
  }
}
