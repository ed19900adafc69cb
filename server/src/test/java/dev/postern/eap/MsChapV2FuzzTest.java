package dev.postern.eap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.octets.Octets;
import java.util.Random;

/// Whatever answers a challenge of MS-CHAPv2, nobody is taken for consenting before the server
/// proved itself.
class MsChapV2FuzzTest {
  @FuzzTest(maxDuration = "5s")
  void anyDataShowsAProofOrEndsTheConversation(byte[] octets) {
    var method = new MsChapV2Method("jdoe", new Random(1));
    assertThat(method.begin(0)).isNotNull();
    var data = Octets.copyOf(octets);
    assertThat(method.hear(data, 1000))
        .isInstanceOfAny(MethodStep.Show.class, MethodStep.Fail.class);
    assertThat(method.hear(data, 1000)).isInstanceOf(MethodStep.Fail.class);
  }
}
