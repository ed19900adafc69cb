package dev.postern.eap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.List;

/// Whatever is said in the tunnel of EAP-TTLS is read or refused, and its lengths fit.
class TtlsInnerFuzzTest {
  @FuzzTest(maxDuration = "5s")
  void anythingSaidIsReadOrRefused(byte[] octets) {
    var said = SecretOctets.copyOf(octets);
    TtlsAvp.read(said)
        .ifPresent(avps ->
            assertThat(avps.stream().mapToInt(avp -> 8 + avp.value().length()).sum())
                .isLessThanOrEqualTo(octets.length));
    var inner =
        new TtlsInner(
            length -> Octets.hex("00".repeat(length)),
            List.of(new EapNegotiation.Offer(EapPacket.GTC, name -> new GtcMethod(name, false))),
            false);
    assertThat(inner.hear(said, 1000)).isNotNull();
    assertThat(inner.hear(said, 1000)).isNotNull();
  }
}
