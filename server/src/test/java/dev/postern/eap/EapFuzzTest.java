package dev.postern.eap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.gateway.EapPolicy;
import dev.postern.gateway.EapType;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Whatever octets a client sends, they end in an answer.
class EapFuzzTest {
  private final EapConversations conversations =
      new EapConversations(
          new EapSettings(10, EapSettings.DEFAULT.patience(), List.of(), null),
          Optional.empty(),
          System::nanoTime,
          new SecureRandom());

  @FuzzTest(maxDuration = "5s")
  void anyMessageGetsATurn(byte[] octets) {
    var begin = new EapPacket(EapPacket.RESPONSE, 1, EapPacket.IDENTITY, Octets.utf8("jdoe"));
    var asked = (EapTurn.Ask) hear(begin.encoded(), null);
    assertThat(hear(Octets.copyOf(octets), asked.state())).isNotNull();
    assertThat(hear(Octets.copyOf(octets), null)).isNotNull();
    assertThat(conversations.open()).isLessThanOrEqualTo(10);
  }

  private EapTurn hear(Octets octets, @Nullable Octets state) {
    var policy = new EapPolicy(List.of(EapType.TTLS, EapType.GTC), false);
    return conversations.hear(new EapMessage("vpn-1", "jdoe", state, octets, 1020, policy));
  }

  @FuzzTest(maxDuration = "5s")
  void anyRecordsAreTakenByTheTunnelOrEndIt(byte[] octets) throws GeneralSecurityException {
    var method = new TtlsMethod(SSLContext.getDefault());
    assertThat(method.hear(Octets.copyOf(octets), 1000)).isNotInstanceOf(MethodStep.Show.class);
  }

  @FuzzTest(maxDuration = "5s")
  void anythingSaidInTheTunnelIsReadOrRefused(byte[] octets) {
    TtlsAvp.read(SecretOctets.copyOf(octets))
        .ifPresent(avps ->
            assertThat(avps.stream().mapToInt(avp -> 8 + avp.value().length()).sum())
                .isLessThanOrEqualTo(octets.length));
  }
}
