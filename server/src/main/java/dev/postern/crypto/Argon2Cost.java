package dev.postern.crypto;

/// What one Argon2id hash of ours costs.
///
/// @param memoryKib the memory that it fills, in KiB
/// @param iterations how often it passes over it
/// @param parallelism lanes; more than one gains nothing here, since a hash has one thread
public record Argon2Cost(int memoryKib, int iterations, int parallelism) {
  /// What OWASP's password storage cheat sheet asks for at least.
  public static final Argon2Cost OWASP = new Argon2Cost(19 * 1024, 2, 1);

  /// One hash at most fills so much, ours or an imported one.
  public static final int MOST_MEMORY_KIB = 64 * 1024;

  /// The most that one hash at all may do, in KiB written: about half a second of one core.
  private static final long MOST_WORK_KIB = 4L * MOST_MEMORY_KIB;

  private static final int MOST_LANES = 16;

  public Argon2Cost {
    if (parallelism < 1 || parallelism > MOST_LANES) {
      throw new IllegalArgumentException(
          "argon2 parallelism must be 1 to " + MOST_LANES + ", not " + parallelism);
    }
    if (memoryKib < 8 * parallelism || memoryKib > MOST_MEMORY_KIB) {
      throw new IllegalArgumentException(
          "memory-kib must be 8 a lane to " + MOST_MEMORY_KIB + ", not " + memoryKib);
    }
    if (iterations < 1 || (long) memoryKib * iterations > MOST_WORK_KIB) {
      throw new IllegalArgumentException(
          "iterations must be 1 or more, and times memory-kib at most "
              + MOST_WORK_KIB
              + ", not "
              + iterations
              + " times "
              + memoryKib);
    }
  }

  /// Whether a hash of this cost is as hard to guess as one of `other`.
  boolean covers(Argon2Cost other) {
    return memoryKib >= other.memoryKib && iterations >= other.iterations;
  }
}
