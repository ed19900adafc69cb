package dev.postern.radsec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress TWO = InetAddress.ofLiteral("192.0.2.2");

  private static Admission admission(int connections, int ofAddress, int handshakes) {
    var second = Duration.ofSeconds(1);
    return new Admission(
        new RadSecLimits(connections, ofAddress, 1, handshakes, second, second, second, 1));
  }

  @Test
  void thereAreOnlySoManyConnections() {
    var admission = admission(2, 10, 100);
    assertThat(admission.begin(ONE)).isEmpty();
    assertThat(admission.begin(ONE)).isEmpty();
    assertThat(admission.begin(TWO)).hasValue(Refusal.TOO_MANY);
    admission.end(ONE);
    assertThat(admission.begin(TWO)).isEmpty();
    assertThat(admission.connections()).isEqualTo(2);
  }

  @Test
  void anAddressHasOnlySoMany() {
    var admission = admission(10, 1, 100);
    assertThat(admission.begin(ONE)).isEmpty();
    assertThat(admission.begin(ONE)).hasValue(Refusal.TOO_MANY_OF_ADDRESS);
    assertThat(admission.begin(TWO)).isEmpty();
  }

  @Test
  void aNetworkOf64BitsCountsAsOneAddress() {
    var admission = admission(10, 1, 100);
    assertThat(admission.begin(InetAddress.ofLiteral("2001:db8::1"))).isEmpty();
    assertThat(admission.begin(InetAddress.ofLiteral("2001:db8::2:1")))
        .hasValue(Refusal.TOO_MANY_OF_ADDRESS);
    assertThat(admission.begin(InetAddress.ofLiteral("2001:db8:0:1::1"))).isEmpty();
  }

  @Test
  void oneAddressDoesNotKeepTheOthersOutOfTheirHandshakes() {
    var admission = admission(100, 100, 8);
    assertThat(admission.begin(ONE)).isEmpty();
    assertThat(admission.begin(ONE)).isEmpty();
    assertThat(admission.begin(ONE)).hasValue(Refusal.TOO_MANY_HANDSHAKES);
    assertThat(admission.begin(TWO)).isEmpty();
    admission.shaken(ONE);
    assertThat(admission.begin(ONE)).isEmpty();
    assertThat(admission.handshakes()).isEqualTo(3);
  }

  @Test
  void aGatewayHasOnlySoMany() {
    var admission = admission(10, 10, 10);
    assertThat(admission.belongs("fw-1")).isTrue();
    assertThat(admission.belongs("fw-1")).isFalse();
    assertThat(admission.belongs("fw-2")).isTrue();
    admission.leaves("fw-1");
    assertThat(admission.belongs("fw-1")).isTrue();
  }
}
