package dev.postern.access;

/// How a request proves its password. Each is tried at most once in what counts as one login (S3).
public enum Scheme {
  PAP(1),
  CHAP(2),
  MS_CHAP(4),
  MS_CHAP_V2(8);

  private final int bit;

  Scheme(int bit) {
    this.bit = bit;
  }

  /// Its place in a set of schemes.
  int bit() {
    return bit;
  }
}
