package dev.postern.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.octets.SecretOctets;
import java.security.SecureRandom;

/// Whatever is imported as a hash is read or refused; what is refused is no password's.
class PasswordHashesFuzzTest {
  private static final SecretOctets PASSWORD = SecretOctets.utf8("correct-horse");

  private final PasswordHashes hashes =
      new PasswordHashes(new Argon2Cost(64, 1, 1), new SecureRandom(), 1);

  @FuzzTest(maxDuration = "5s")
  void anyTextIsReadOrRefused(FuzzedDataProvider octets) {
    String stored = octets.consumeRemainingAsString();
    boolean refused = PasswordHashes.problem(stored).isPresent();
    if (refused) {
      assertThat(hashes.verify(PASSWORD, PasswordHash.of(stored))).isFalse();
    }
  }
}
