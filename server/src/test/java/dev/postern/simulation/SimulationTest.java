package dev.postern.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.password.HashPool;
import dev.postern.password.PasswordSettings;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Runs the simulation from many seeds. `-Dsimulation.seeds=100000` runs more of them, and
/// `-Dsimulation.first=123 -Dsimulation.seeds=1` one again.
@DisplayName("S1, S3, S5: whatever the network does to logins on two nodes that die")
class SimulationTest {
  private static final long FIRST = Long.getLong("simulation.first", 1);
  private static final int SEEDS = Integer.getInteger("simulation.seeds", 300);
  private static final int SHOWN = 5;

  private final HashPool hashes =
      new HashPool(PasswordSettings.usual(1), new SecureRandom(), System::nanoTime);

  @AfterEach
  void close() {
    hashes.close();
  }

  @Test
  void noCodeIsAcceptedTwiceAndNoRightOneIsRefused() {
    var broken = new ArrayList<String>();
    long accepts = 0;
    for (long seed = FIRST; seed < FIRST + SEEDS && broken.size() < SHOWN; seed++) {
      var simulation = new Simulation(seed, hashes);
      simulation.run();
      accepts += simulation.checks().accepts();
      for (String what : simulation.checks().broken()) {
        broken.add("seed " + seed + " at " + what);
      }
    }
    assertThat(broken)
        .withFailMessage(
            () -> "again with -Dsimulation.first=SEED -Dsimulation.seeds=1:\n" + shown(broken))
        .isEmpty();
    assertThat(accepts).isGreaterThan(SEEDS);
  }

  private static String shown(List<String> broken) {
    return String.join("\n", broken.subList(0, Math.min(SHOWN, broken.size())));
  }
}
