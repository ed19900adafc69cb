package dev.postern.password;

import dev.postern.crypto.Argon2Cost;
import java.time.Duration;

/// How local passwords are hashed, and how much of this machine that may take.
///
/// @param cost of the hashes that we make; those stored already keep theirs until upgraded
/// @param threads how many hashes are computed at once; each may fill 64 MiB
/// @param waiting how many more may wait for a thread
/// @param longestWait after which a waiting login gives up
/// @param upgrade whether a hash from elsewhere, or a weaker one of ours, is replaced at a good
///   login
public record PasswordSettings(
    Argon2Cost cost, int threads, int waiting, Duration longestWait, boolean upgrade) {
  private static final int MOST_THREADS = 256;
  private static final int MOST_WAITING = 10_000;

  public PasswordSettings {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "threads must be 1 to " + MOST_THREADS + ", not " + threads);
    }
    if (waiting < 1 || waiting > MOST_WAITING) {
      throw new IllegalArgumentException(
          "waiting must be 1 to " + MOST_WAITING + ", not " + waiting);
    }
    if (!longestWait.isPositive() || longestWait.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "longest-wait must be above 0 and up to 1 min, not " + longestWait);
    }
  }

  /// OWASP's parameters, a thread for each of `cores`, and no hash replaced.
  public static PasswordSettings usual(int cores) {
    return new PasswordSettings(
        Argon2Cost.OWASP, Math.clamp(cores, 1, MOST_THREADS), 256, Duration.ofSeconds(3), false);
  }
}
