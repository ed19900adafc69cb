package dev.postern.radius;

import java.util.random.RandomGenerator;

/// The salts of one packet (RFC 2868, section 3.5): the first bit is set, and none comes twice. For
/// one thread.
public final class Salts {
  static final int LEAST = 0x8000;
  static final int MOST = 0xffff;

  private int next;

  public Salts(RandomGenerator random) {
    this.next = random.nextInt(LEAST);
  }

  /// A packet of 4096 octets has room for fewer than there are.
  public int next() {
    next = (next + 1) % LEAST;
    return LEAST | next;
  }
}
