package dev.postern.eap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;

/// Whatever a client says at the end of PEAP is read or refused, and binds to no keys by chance.
class PeapExtensionsFuzzTest {
  private static final PeapBinding KEYS =
      new PeapBinding(SecretOctets.copyOf(new byte[128]), SecretOctets.copyOf(new byte[32]));

  @FuzzTest(maxDuration = "5s")
  void anyAnswerIsReadOrRefused(byte[] octets) {
    PeapExtensions.answer(Octets.copyOf(octets))
        .filter(answer -> answer.binding().isPresent())
        .ifPresent(answer -> assertThat(answer.boundBy(KEYS)).isFalse());
  }
}
