package dev.postern.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.accounting.Session.Origin;
import dev.postern.accounting.Session.Subject;
import dev.postern.accounting.Session.Traffic;
import dev.postern.gateway.Gateway;
import dev.postern.gateway.GatewayPolicy;
import dev.postern.gateway.GatewayRequest;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SharedSecret;
import dev.postern.testing.InMemorySessions;
import dev.postern.testing.LoginWorld;
import dev.postern.user.LoginName;
import dev.postern.user.RealmName;
import dev.postern.user.UserId;
import dev.postern.user.UserName;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// From packet to session and answer.
class AccountingHandlerTest {
  private static final SharedSecret SECRET = new SharedSecret(SecretOctets.utf8("a secret"));
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Gateway GATEWAY =
      new Gateway("vpn-1", SECRET, null, Instant.MIN, true, true, GatewayPolicy.DEFAULT, List.of());

  private final InMemorySessions sessions = new InMemorySessions();
  private final SessionClass classes = new SessionClass(LoginWorld.RING);
  private boolean serving = true;
  private final List<String> counted = new ArrayList<>();
  private final AccountingHandler handler =
      new AccountingHandler(
          sessions,
          AccountingHandlerTest::user,
          classes,
          () -> NOW,
          () -> 0,
          () -> serving,
          new AccountingMeter() {
            @Override
            public void kept(String gateway, String kind) {
              counted.add(kind);
            }

            @Override
            public void unusable(String gateway) {
              counted.add("unusable");
            }
          });

  static Optional<UserId> user(String typed) {
    return LoginName.parse(typed, Set.of(RealmName.LOCAL), RealmName.LOCAL)
        .map(name -> UserId.of(name.realm(), name.name()));
  }

  private boolean answered(Attribute... attributes) {
    var signed = PacketCodec.sign(PacketCode.ACCOUNTING_REQUEST, 7, List.of(attributes), SECRET);
    var source = new InetSocketAddress("203.0.113.9", 4000);
    var reply = handler.answer(new GatewayRequest(GATEWAY, signed.packet(), SECRET, source, 0));
    reply.ifPresent(sent -> assertThat(sent.code()).isEqualTo(PacketCode.ACCOUNTING_RESPONSE));
    return reply.isPresent();
  }

  private static Attribute number(int type, long value) {
    return new Attribute(type, Octets.hex("%08x".formatted(value)));
  }

  private static Attribute kind(int kind) {
    return number(AttributeNumber.ACCT_STATUS_TYPE, kind);
  }

  private static final Attribute SESSION = Attribute.text(AttributeNumber.ACCT_SESSION_ID, "0a0b");
  private static final Attribute USER = Attribute.text(AttributeNumber.USER_NAME, "Jdoe");

  private Session only() {
    var all = sessions.page(new SessionFilter(null, null, false), SessionPosition.START, 9);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void aRecordIsKeptWithAllItTells() {
    assertThat(
            answered(
                kind(3),
                SESSION,
                USER,
                number(AttributeNumber.ACCT_SESSION_TIME, 600),
                number(AttributeNumber.ACCT_DELAY_TIME, 5),
                number(AttributeNumber.ACCT_INPUT_OCTETS, 0xfffffff0L),
                number(AttributeNumber.ACCT_OUTPUT_OCTETS, 7),
                number(AttributeNumber.ACCT_OUTPUT_GIGAWORDS, 2),
                new Attribute(AttributeNumber.FRAMED_IP_ADDRESS, Octets.hex("0a080002")),
                new Attribute(AttributeNumber.NAS_IP_ADDRESS, Octets.hex("c0000201")),
                Attribute.text(AttributeNumber.CALLING_STATION_ID, "198.51.100.7")))
        .isTrue();
    var session = only();
    assertThat(session.origin()).isEqualTo(new Origin("vpn-1", "203.0.113.9", "192.0.2.1", "0a0b"));
    assertThat(session.subject())
        .isEqualTo(
            new Subject(
                "Jdoe",
                UserId.of(RealmName.LOCAL, UserName.parse("jdoe").orElseThrow()),
                null,
                "198.51.100.7",
                "10.8.0.2",
                ""));
    assertThat(session.span().startedAt()).isEqualTo(NOW.minusSeconds(605));
    assertThat(session.span().heardAt()).isEqualTo(NOW.minusSeconds(5));
    assertThat(session.traffic()).isEqualTo(new Traffic(600, 4294967280L, (2L << 32) + 7));
    assertThat(counted).containsExactly("interim");
  }

  @Test
  void ourClassTiesASessionToItsLoginBesideOthersAndNobodyElsesDoes() {
    var login = new SessionClass.Login(new UserId(new UUID(4, 2)), "abcdefgh-17");
    var ours = new Attribute(AttributeNumber.CLASS, classes.of(login));
    var group = Attribute.text(AttributeNumber.CLASS, "staff");
    answered(kind(1), SESSION, Attribute.text(AttributeNumber.USER_NAME, "anonymous"), group, ours);
    assertThat(only().subject().login()).isEqualTo("abcdefgh-17");
    assertThat(only().subject().user()).isEqualTo(login.user());
    byte[] forged = ours.value().toArray();
    forged[forged.length - 1] = '8'; // another request
    assertThat(classes.read(List.of(Octets.copyOf(forged)))).isEmpty();
    assertThat(classes.read(List.of(Octets.utf8("postern:AAAA:x"), Octets.utf8("postern:!:x"))))
        .isEmpty();
  }

  @Test
  void whoeverTheGatewayNamesIsKeptAsTextThatHarmsNobody() {
    answered(kind(1), SESSION, Attribute.text(AttributeNumber.USER_NAME, "\u0000evil\u001b[2J "));
    assertThat(only().subject().userName()).isEqualTo("?evil?[2J");
    assertThat(only().subject().user()).isNull();
  }

  @Test
  void aRestartOfTheGatewayEndsItsSessions() { // RFC 2866, section 5.1
    answered(kind(1), SESSION, USER, number(AttributeNumber.ACCT_DELAY_TIME, 9));
    assertThat(only().open()).isTrue();
    answered(kind(7));
    assertThat(only().open()).isFalse();
    assertThat(counted).containsExactly("start", "gateway");
  }

  @Test
  void whatDoesNotSayWhatItIsOfStaysUnanswered() {
    assertThat(answered(SESSION, USER)).isFalse();
    assertThat(answered(kind(1), USER)).isFalse();
    assertThat(answered(kind(9), SESSION, USER)).isFalse();
    assertThat(counted).containsOnly("unusable").hasSize(3);
  }

  @Test
  void whileTheClockIsWrongThereIsSilence() {
    serving = false;
    assertThat(answered(kind(1), SESSION, USER)).isFalse();
    assertThat(sessions.page(new SessionFilter(null, null, false), SessionPosition.START, 9))
        .isEmpty();
  }
}
