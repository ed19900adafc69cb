package dev.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class NodeKeysTest {
  private static final Octets STATEMENT = Octets.utf8("so it was");

  private final NodeKeys keys = NodeKeys.generate(new SecureRandom());

  @Test
  void unpackedKeysAreTheSameKeys() {
    var unpacked = NodeKeys.unpack(keys.packed());
    assertThat(keys.signed(STATEMENT, unpacked.sign(STATEMENT))).isTrue();
    assertThat(unpacked.publicKey()).isEqualTo(keys.publicKey());
  }

  @Test
  void aSignatureIsGoodForItsStatementAndKeyOnly() {
    var signature = keys.sign(STATEMENT);
    assertThat(keys.signed(Octets.utf8("so it was not"), signature)).isFalse();
    assertThat(keys.signed(STATEMENT, Octets.utf8("no signature"))).isFalse();
    assertThat(NodeKeys.generate(new SecureRandom()).signed(STATEMENT, signature)).isFalse();
  }

  @Test
  void otherOctetsAreNoKeysAndNoneIsPrinted() {
    assertThatThrownBy(() -> NodeKeys.unpack(SecretOctets.utf8("x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(keys).hasToString("[redacted]");
  }
}
