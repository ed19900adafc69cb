package dev.postern.simulation;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Random;

/// What a seed decides. It stands in for the nodes' randomness too, so that a run can be repeated
/// to the octet.
@SuppressWarnings("serial") // never written anywhere
final class Chance extends SecureRandom {
  private final transient Random random;

  Chance(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public void nextBytes(byte[] octets) {
    if (random != null) { // not yet while SecureRandom is made
      random.nextBytes(octets);
    }
  }

  /// True so often in a hundred times.
  boolean percent(int often) {
    return random.nextInt(100) < often;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  Duration upTo(Duration longest) {
    return Duration.ofMillis(random.nextInt((int) longest.toMillis() + 1));
  }
}
