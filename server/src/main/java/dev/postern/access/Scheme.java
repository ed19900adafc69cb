package dev.postern.access;

import dev.postern.mschap.ChapProof;
import dev.postern.mschap.MsChapProof;
import dev.postern.mschap.MsChapV2Proof;
import dev.postern.mschap.PasswordProof;
import java.util.Arrays;

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

  /// A request without a proof that could be compared counts as one by PAP.
  static Scheme of(PasswordProof proof) {
    return switch (proof) {
      case PasswordProof.Plain _, PasswordProof.None _ -> PAP;
      case ChapProof _ -> CHAP;
      case MsChapProof _ -> MS_CHAP;
      case MsChapV2Proof _ -> MS_CHAP_V2;
    };
  }

  /// The one with this bit.
  static Scheme of(int bit) {
    return Arrays.stream(values()).filter(scheme -> scheme.bit == bit).findFirst().orElseThrow();
  }

  /// Its place in a set of schemes.
  int bit() {
    return bit;
  }
}
