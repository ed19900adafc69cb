package dev.postern.eap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.octets.Octets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;

/// Whatever records a client of EAP-TTLS begins with, they are taken by the tunnel or end it.
class TtlsFuzzTest {
  @FuzzTest(maxDuration = "5s")
  void anyRecordsAreTakenByTheTunnelOrEndIt(byte[] octets) throws GeneralSecurityException {
    var method = new TtlsMethod(SSLContext.getDefault(), List.of(), false);
    assertThat(method.hear(Octets.copyOf(octets), 1000)).isNotInstanceOf(MethodStep.Show.class);
  }
}
