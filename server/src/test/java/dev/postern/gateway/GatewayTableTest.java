package dev.postern.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.certificate.AlternativeName;
import dev.postern.gateway.GatewayTable.Named;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.SharedSecret;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

  @Test
  void aGatewayIsFoundByTheNamesInItsCertificate() { // RFC 6614, section 2.3
    var fw1 = gateway("fw-1");
    var named =
        GatewayTable.of(
            Map.of(),
            Map.of(
                name("fw1.example.org"), new Named(fw1, true, List.of()),
                name("urn:fw:1"), new Named(fw1, true, List.of()),
                name("fw2.example.org"),
                    new Named(gateway("fw-2"), false, List.of(network("203.0.113.0/24"))),
                name("fw3.example.org"), new Named(gateway("fw-3"), false, List.of())));
    assertThat(certified(named, "203.0.113.9", "FW1.example.org", "urn:fw:1", "other"))
        .isEqualTo(new Certified.Known(fw1));
    assertThat(certified(named, "203.0.113.9", "other.example.org"))
        .isEqualTo(new Certified.Nobody());
    assertThat(certified(named, "203.0.113.9", "fw2.example.org"))
        .isInstanceOf(Certified.Known.class);
    assertThat(certified(named, "198.51.100.1", "fw2.example.org"))
        .isEqualTo(new Certified.Elsewhere("fw-2"));
    assertThat(certified(named, "198.51.100.1", "fw3.example.org"))
        .isEqualTo(new Certified.Elsewhere("fw-3"));
    assertThat(certified(named, "203.0.113.9", "fw2.example.org", "urn:fw:1"))
        .isEqualTo(new Certified.Several(List.of("fw-1", "fw-2")));
  }

  private static AlternativeName name(String text) {
    return RadSecRules.name(text).orElseThrow();
  }

  private static Certified certified(GatewayTable table, String source, String... names) {
    return table.certified(
        Stream.of(names).map(GatewayTableTest::name).toList(), InetAddress.ofLiteral(source));
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
