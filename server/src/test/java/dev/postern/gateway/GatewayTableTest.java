package dev.postern.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.octets.SecretOctets;
import dev.postern.radius.SharedSecret;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatewayTableTest {
  private final GatewayTable table =
      GatewayTable.of(
          Map.of(
              network("203.0.113.9"), gateway("one"),
              network("203.0.113.0/24"), gateway("office"),
              network("0.0.0.0/0"), gateway("any"),
              network("2001:db8::/32"), gateway("six"),
              network("2001:db8:0:1:8000::/65"), gateway("long")));

  @Test
  void theMostSpecificNetworkWins() {
    assertThat(at("203.0.113.9")).hasValue("one");
    assertThat(at("203.0.113.10")).hasValue("office");
    assertThat(at("198.51.100.1")).hasValue("any");
  }

  @Test
  void familiesAreKeptApart() {
    assertThat(at("2001:db8::1")).hasValue("six");
    assertThat(at("2001:db8:0:1:8000::7")).hasValue("long");
    assertThat(at("2001:db8:0:1:7fff::7")).hasValue("six");
    assertThat(at("2001:db9::1")).isEmpty();
  }

  @Test
  void anIpv4AddressMappedIntoIpv6IsAnIpv4Address() {
    assertThat(at("::ffff:203.0.113.9")).hasValue("one");
  }

  @Test
  void anEmptyTableKnowsNobody() {
    assertThat(GatewayTable.EMPTY.at(InetAddress.getLoopbackAddress())).isEmpty();
  }

  private Optional<String> at(String address) {
    return table.at(InetAddress.ofLiteral(address)).map(Gateway::name);
  }

  private static Network network(String text) {
    return Network.parse(text).orElseThrow();
  }

  static Gateway gateway(String name) {
    return new Gateway(
        name,
        new SharedSecret(SecretOctets.utf8("testing123")),
        null,
        Instant.EPOCH,
        true,
        false,
        GatewayPolicy.DEFAULT,
        List.of());
  }
}
