package dev.postern.eap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.octets.Octets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.net.ssl.SSLContext;

/// Whatever octets a client of PEAP sends, they are no proof.
class PeapFuzzTest {
  @FuzzTest(maxDuration = "5s")
  void anyDataIsTakenOrEndsIt(byte[] octets) throws GeneralSecurityException {
    var method = new PeapMethod(SSLContext.getDefault(), List.of(), new SecureRandom());
    assertThat(method.hear(Octets.copyOf(octets), 1000))
        .isNotInstanceOf(MethodStep.Show.class)
        .isNotInstanceOf(MethodStep.Taken.class);
    assertThat(method.masterSessionKey()).isEmpty();
  }
}
