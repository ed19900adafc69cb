package dev.postern.eap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.gateway.EapPolicy;
import dev.postern.gateway.EapPrompt;
import dev.postern.gateway.EapType;
import dev.postern.octets.Octets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
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
    var policy = new EapPolicy(List.of(EapType.GTC, EapType.MSCHAPV2), false, EapPrompt.OFF);
    return conversations.hear(new EapMessage("vpn-1", "jdoe", state, octets, 1020, policy));
  }
}
