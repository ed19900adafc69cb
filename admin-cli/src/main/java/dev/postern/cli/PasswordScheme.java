package dev.postern.cli;

import dev.postern.mschap.ChapProof;
import dev.postern.mschap.MsChapProof;
import dev.postern.mschap.MsChapV2Proof;
import dev.postern.mschap.NtHash;
import dev.postern.mschap.PasswordProof;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// How `radius test` shows the password, by the names that gateways have for it.
enum PasswordScheme {
  PAP,
  CHAP,
  MSCHAP,
  MSCHAPV2;

  PasswordProof prove(String user, SecretOctets password, RandomGenerator random) {
    return switch (this) {
      case PAP -> new PasswordProof.Plain(password);
      case CHAP -> ChapProof.make(password, random);
      case MSCHAP -> MsChapProof.make(NtHash.of(password), random);
      case MSCHAPV2 -> MsChapV2Proof.make(NtHash.of(password), Octets.utf8(user), random);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
