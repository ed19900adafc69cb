package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.Gateway;
import dev.postern.gateway.GatewayPolicy;
import dev.postern.gateway.GatewayRequest;
import dev.postern.gateway.GatewayRules;
import dev.postern.gateway.GatewaySettings;
import dev.postern.gateway.ReplyCheck;
import dev.postern.gateway.SettingsReader;
import dev.postern.gateway.SettingsReading;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Decoded;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.Reply;
import dev.postern.radius.Salts;
import dev.postern.radius.SharedSecret;
import dev.postern.radius.dictionary.Dictionary;
import dev.postern.reply.Admission;
import dev.postern.reply.Replies;
import dev.postern.reply.ReplyRules;
import dev.postern.reply.Replying;
import dev.postern.user.RealmName;
import dev.postern.user.Recoverable;
import dev.postern.user.User;
import dev.postern.user.UserId;
import dev.postern.user.UserName;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 2865, section 3: a reply has 4096 octets at most")
class ReplyAttributesTest {
  private static final SharedSecret SECRET = new SharedSecret(SecretOctets.utf8("testing123"));
  private static final UserName NAME = new UserName("jdoe");

  private static final Replies REPLIES = new Replies(Dictionary.load(), () -> ReplyRules.NONE);

  private static GatewayPolicy policy(Map<String, String> given) {
    var settings = GatewaySettings.DEFAULT.with(new TreeMap<>(given));
    var reading = SettingsReader.read(settings, ReplyCheck.NONE);
    return reading instanceof SettingsReading.Sound(GatewayRules rules)
        ? rules.policy()
        : GatewayPolicy.DEFAULT;
  }

  private static User user(int groups) {
    var names = IntStream.range(0, groups).mapToObj("group-%03d"::formatted).toList();
    var id = UserId.of(RealmName.LOCAL, NAME);
    return new User(id, RealmName.LOCAL, NAME, "", "", "", names, true, true, Recoverable.NOTHING);
  }

  private static Packet request(int proxyStates) {
    var state = new Attribute(AttributeNumber.PROXY_STATE, Octets.hex("aa".repeat(253)));
    var authenticator = Octets.hex("01".repeat(16));
    var all = Collections.nCopies(proxyStates, state);
    return new Packet(PacketCode.ACCESS_REQUEST, 7, authenticator, all);
  }

  private static Replying.Granted granted(GatewayPolicy policy, User user, Packet request) {
    var login = new Admission(user, "vpn-1", "", "", "");
    return (Replying.Granted) REPLIES.to(login, policy, PacketCodec.room(request));
  }

  private static GatewayRequest received(Packet request) {
    var gateway =
        new Gateway(
            "vpn-1", SECRET, null, Instant.EPOCH, true, false, GatewayPolicy.DEFAULT, List.of());
    return new GatewayRequest(
        gateway, request, SECRET, new InetSocketAddress("203.0.113.1", 4000), 0);
  }

  private static Salts salts() {
    return new Salts(new Random(7));
  }

  private static Packet sent(List<Attribute> granted, Packet request) {
    var octets = PacketCodec.encodeReply(PacketCode.ACCESS_ACCEPT, granted, request, SECRET);
    assertThat(octets.length()).isLessThanOrEqualTo(Packet.LONGEST);
    var reply = PacketCodec.decodeReply(octets, request, SECRET);
    assertThat(reply).isInstanceOf(Decoded.Sound.class);
    return ((Decoded.Sound) reply).packet();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 13})
  void ofManyGroupsTheLastAreLeftOutAndEveryProxyStateComesBack(int proxyStates) {
    var request = request(proxyStates);
    var policy = policy(Map.of("reply", "Session-Timeout = 3600"));
    var granted = granted(policy, user(500), request);
    var reply =
        sent(ReplyAttributes.granted(granted.grants(), received(request), salts()), request);
    var groups =
        reply.attributes().stream().flatMap(attribute -> attribute.ofVendor().stream()).toList();
    assertThat(groups).hasSize(500 - granted.leftOut()).hasSizeGreaterThan(20);
    assertThat(groups.getLast().value().utf8())
        .isEqualTo("group-%03d".formatted(groups.size() - 1));
    assertThat(reply.has(27)).isTrue(); // Session-Timeout
    assertThat(reply.all(AttributeNumber.PROXY_STATE)).hasSize(proxyStates);
    assertThat(PacketCodec.provenFirst(reply)).isTrue();
  }

  @Test
  void whatFitsIsLeftWhole() {
    var granted = granted(GatewayPolicy.DEFAULT, user(200), request(0));
    assertThat(granted.leftOut()).isZero();
    assertThat(granted.grants()).hasSize(200);
  }

  @Test
  void theLongestQuestionFitsWhereverARequestIsAnswered() {
    var policy = policy(Map.of("prompt", "?".repeat(253)));
    var state = Octets.hex("bb".repeat(253));
    var asking = new ArrayList<>(ReplyAttributes.asking(policy, state, policy.prompt()));
    int octets = asking.stream().mapToInt(attribute -> attribute.value().length() + 2).sum();
    assertThat(octets).isEqualTo(Reply.LEAST_ROOM);
  }
}
