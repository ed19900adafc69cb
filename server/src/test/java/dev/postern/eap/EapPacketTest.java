package dev.postern.eap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.octets.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EapPacketTest {
  @Test
  void aResponseIsRead() {
    assertThat(EapPacket.response(Octets.hex("0207000801" + "6a646f")))
        .hasValue(new EapPacket(EapPacket.RESPONSE, 7, EapPacket.IDENTITY, Octets.utf8("jdo")));
  }

  @Test
  void octetsAfterTheLengthArePadding() {
    assertThat(EapPacket.response(Octets.hex("0207000501" + "0000")).orElseThrow().data())
        .isEqualTo(Octets.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "02", "02070004", "020700090161", "0107000501", "0307000501", "0207000401"})
  void whatIsNoResponseIsNotRead(String octets) {
    assertThat(EapPacket.response(Octets.hex(octets))).isEmpty();
  }

  @Test
  void whatTheServerSendsIsWritten() {
    assertThat(EapPacket.request(1, EapPacket.GTC, Octets.utf8("Code")).encoded())
        .isEqualTo(Octets.hex("0101000906" + "436f6465"));
    assertThat(EapPacket.success(255).encoded()).isEqualTo(Octets.hex("03ff0004"));
    assertThat(EapPacket.failure(0).encoded()).isEqualTo(Octets.hex("04000004"));
  }
}
