package dev.postern.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.gateway.Gateway;
import dev.postern.gateway.GatewayPolicy;
import dev.postern.gateway.GatewayRequest;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.SharedSecret;
import dev.postern.testing.InMemorySessions;
import dev.postern.testing.LoginWorld;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Whatever attributes a gateway sends in accounting, nothing fails, and what is kept of them is
/// bounded.
class AccountingFuzzTest {
  private static final SharedSecret SECRET = new SharedSecret(SecretOctets.utf8("a secret"));
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Gateway GATEWAY =
      new Gateway("vpn-1", SECRET, null, Instant.MIN, true, true, GatewayPolicy.DEFAULT, List.of());
  private static final SessionClass CLASSES = new SessionClass(LoginWorld.RING);

  /// The octets are attributes as on the wire; where they end or make no sense, so do they.
  @FuzzTest(maxDuration = "5s")
  void anyAttributesAreKeptOrLeftAlone(byte[] octets) {
    var sessions = new InMemorySessions();
    var handler =
        new AccountingHandler(
            sessions,
            AccountingHandlerTest::user,
            CLASSES,
            () -> NOW,
            () -> 0,
            () -> true,
            AccountingMeter.NONE);
    var packet = new Packet(PacketCode.ACCOUNTING_REQUEST, 7, Octets.empty(), attributes(octets));
    var source = new InetSocketAddress("203.0.113.9", 4000);
    var reply = handler.answer(new GatewayRequest(GATEWAY, packet, SECRET, source, 0));
    for (var session : sessions.page(all(), SessionPosition.START, 9)) {
      assertThat(reply).isPresent();
      assertThat(session.subject().userName().length()).isLessThanOrEqualTo(253);
      assertThat(session.subject().userName().chars()).noneMatch(Character::isISOControl);
      assertThat(session.traffic().input()).isNotNegative();
      assertThat(session.traffic().output()).isNotNegative();
      assertThat(session.span().heardAt()).isBetween(NOW.minusSeconds(86_400), NOW);
    }
  }

  private static SessionFilter all() {
    return new SessionFilter(null, null, false);
  }

  private static List<Attribute> attributes(byte[] octets) {
    var attributes = new ArrayList<Attribute>();
    int at = 0;
    while (at + 1 < octets.length && octets[at] != 0) {
      int end = at + Math.max(2, octets[at + 1] & 0xff);
      if (end > octets.length) {
        return attributes;
      }
      attributes.add(new Attribute(octets[at] & 0xff, Octets.copyOf(octets, at + 2, end)));
      at = end;
    }
    return attributes;
  }
}
