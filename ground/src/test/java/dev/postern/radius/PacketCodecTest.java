package dev.postern.radius;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PacketCodecTest {
  private static final SharedSecret SECRET = new SharedSecret(SecretOctets.utf8("xyzzy5461"));
  private static final SharedSecret OTHER = new SharedSecret(SecretOctets.utf8("another-secret"));

  /// RFC 2865, section 7.1: nemo logs in with the password arctangent.
  private static final Octets NEMO =
      Octets.hex(
          "010000380f403f9473978057bd83d5cb98f4227a01066e656d6f02120dbe708d93d413ce3196e43f782a0aee"
              + "0406c0a80110050600000003");

  @Test
  void readsTheRequestOfRfc2865Section71() {
    var sound = sound(PacketCodec.decodeRequest(NEMO, List.of(SECRET)));
    assertThat(sound.authenticated()).isFalse();
    assertThat(sound.packet().text(AttributeNumber.USER_NAME)).isEqualTo("nemo");
    assertThat(password(sound.packet())).isEqualTo(SecretOctets.utf8("arctangent"));
  }

  @Test
  void knowsTheReplyOfRfc2865Section71() {
    var request = sound(PacketCodec.decodeRequest(NEMO, List.of(SECRET))).packet();
    var reply =
        Octets.hex("0200002686fe220e7624ba2a1005f6bf9b55e0b20606000000010f06000000000e06c0a80103");
    assertThat(PacketCodec.decodeReply(reply, request, SECRET)).isInstanceOf(Decoded.Sound.class);
    assertThat(PacketCodec.decodeReply(reply, request, OTHER)).isEqualTo(new Decoded.Forged());
  }

  /// RFC 5997, section 6.1: a Status-Server and its answer, both with Message-Authenticator.
  @Test
  void readsTheStatusServerOfRfc5997Section61() {
    var request =
        Octets.hex("0cda00268a54f4686fb394c52866e302185d062350125a665e2e1e8411f3e243822097c84fa3");
    var sound = sound(PacketCodec.decodeRequest(request, List.of(SECRET)));
    assertThat(sound.authenticated()).isTrue();
    assertThat(sound.packet().code()).isEqualTo(PacketCode.STATUS_SERVER);
    var reply = Octets.hex("02da0014ef0d552a4bf2d693ec2b6fe8b5411d66");
    assertThat(PacketCodec.decodeReply(reply, sound.packet(), SECRET))
        .isInstanceOf(Decoded.Sound.class);
  }

  /// RFC 5997, section 6.2: a Status-Server to the accounting port and its answer.
  @Test
  void readsTheStatusServerOfRfc5997Section62() {
    var request =
        Octets.hex("0cb30026925f6b66dd5fed571fcb1db7ad3882605012e8d6eabda910875cd91fdade26367858");
    var sound = sound(PacketCodec.decodeRequest(request, List.of(SECRET)));
    assertThat(sound.authenticated()).isTrue();
    var reply = Octets.hex("05b300140f6f92145f107e2f504e860a4860669c");
    assertThat(PacketCodec.decodeReply(reply, sound.packet(), SECRET))
        .isInstanceOf(Decoded.Sound.class);
  }

  /// Made by radclient 3.2.1, like the next ones.
  private static final Octets START =
      Octets.hex(
          "0493002c1496cfa447c34ba154c1e71e35cb3cf601066e656d6f2806000000012c06306130620406c0a80110");

  @Test
  void anAccountingRequestProvesItselfByItsAuthenticator() {
    var sound = sound(PacketCodec.decodeRequest(START, List.of(OTHER, SECRET)));
    assertThat(sound.authenticated()).isTrue();
    assertThat(sound.secret()).isEqualTo(SECRET);
    assertThat(sound.packet().text(AttributeNumber.ACCT_SESSION_ID)).isEqualTo("0a0b");
    var again =
        PacketCodec.sign(PacketCode.ACCOUNTING_REQUEST, 0x93, sound.packet().attributes(), SECRET);
    assertThat(again).isEqualTo(new SignedRequest(sound.packet(), START));
  }

  @Test
  void anAccountingRequestOfAnotherSecretOrWithAnAlteredOctetIsForged() {
    assertThat(PacketCodec.decodeRequest(START, List.of(OTHER))).isEqualTo(new Decoded.Forged());
    byte[] altered = START.toArray();
    altered[altered.length - 1] ^= 1;
    assertThat(PacketCodec.decodeRequest(Octets.copyOf(altered), List.of(SECRET)))
        .isEqualTo(new Decoded.Forged());
  }

  @Test
  void anAccountingResponseBearsAMessageAuthenticatorOnlyIfTheRequestDoes() {
    var plain = sound(PacketCodec.decodeRequest(START, List.of(SECRET))).packet();
    assertThat(response(plain).length()).isEqualTo(20);
    var proven =
        Octets.hex(
            "04d5003854f947d6bf4ad0b2a43416cb4acb3e1201066e656d6f2806000000012c06306130625012"
                + "3ee9fcd9f1aebd8b8224f8f22233d748");
    var request = sound(PacketCodec.decodeRequest(proven, List.of(SECRET))).packet();
    var reply = sound(PacketCodec.decodeReply(response(request), request, SECRET));
    assertThat(reply.authenticated()).isTrue();
  }

  private static Octets response(Packet request) {
    return PacketCodec.encodeReply(PacketCode.ACCOUNTING_RESPONSE, List.of(), request, SECRET);
  }

  /// RFC 5176, sections 2.3 and 3.4: what radclient makes is what is made here, but for the place
  /// of the Message-Authenticator, which only moves.
  @Test
  void aDisconnectRequestIsSignedAndBearsAMessageAuthenticator() {
    var attributes =
        List.of(
            Attribute.text(AttributeNumber.USER_NAME, "nemo"),
            Attribute.text(AttributeNumber.ACCT_SESSION_ID, "0a0b"));
    var signed = PacketCodec.sign(PacketCode.DISCONNECT_REQUEST, 62, attributes, SECRET);
    assertThat(PacketCodec.provenFirst(signed.packet())).isTrue();
    byte[] blanked = signed.octets().toArray();
    java.util.Arrays.fill(blanked, 4, 20, (byte) 0);
    assertThat(Octets.copyOf(SECRET.digestOf(blanked, blanked.length)))
        .isEqualTo(signed.packet().authenticator());
    var zeros = new Packet(40, 62, Octets.copyOf(new byte[16]), attributes);
    assertThat(Octets.copyOf(blanked)).isEqualTo(PacketCodec.encodeRequest(zeros, SECRET));
  }

  @Test
  void everyReplyBearsTheMessageAuthenticatorFirstAndTheProxyStatesLastInOrder() {
    var request =
        request(
            Attribute.text(AttributeNumber.USER_NAME, "nemo"),
            Attribute.text(AttributeNumber.PROXY_STATE, "first"),
            Attribute.text(AttributeNumber.PROXY_STATE, "second"));
    var octets =
        PacketCodec.encodeReply(
            PacketCode.ACCESS_CHALLENGE,
            List.of(Attribute.text(AttributeNumber.REPLY_MESSAGE, "Enter token code")),
            request,
            SECRET);
    assertThat(octets.slice(20, 22)).isEqualTo(Octets.hex("5012"));
    var reply = sound(PacketCodec.decodeReply(octets, request, SECRET));
    assertThat(reply.authenticated()).isTrue();
    assertThat(reply.packet().attributes().stream().map(Attribute::type).toList())
        .containsExactly(80, 18, 33, 33);
    assertThat(reply.packet().all(AttributeNumber.PROXY_STATE))
        .containsExactly(Octets.utf8("first"), Octets.utf8("second"));
  }

  @Test
  void theSecretThatMadeTheMessageAuthenticatorIsFound() {
    var octets = PacketCodec.encodeRequest(request(), OTHER);
    var sound = sound(PacketCodec.decodeRequest(octets, List.of(SECRET, OTHER)));
    assertThat(sound.secret()).isEqualTo(OTHER);
    assertThat(PacketCodec.decodeRequest(octets, List.of(SECRET))).isEqualTo(new Decoded.Forged());
  }

  @Test
  void anAlteredOctetIsForged() {
    byte[] octets = PacketCodec.encodeRequest(request(Attribute.text(1, "nemo")), SECRET).toArray();
    octets[octets.length - 1] ^= 1;
    assertThat(PacketCodec.decodeRequest(Octets.copyOf(octets), List.of(SECRET)))
        .isEqualTo(new Decoded.Forged());
  }

  @Test
  void octetsAfterTheLengthArePadding() {
    byte[] padded = java.util.Arrays.copyOf(NEMO.toArray(), NEMO.length() + 40);
    assertThat(PacketCodec.decodeRequest(Octets.copyOf(padded), List.of(SECRET)))
        .isEqualTo(PacketCodec.decodeRequest(NEMO, List.of(SECRET)));
  }

  @Test
  void whatIsNoPacketIsMalformed() {
    assertThat(malformed("")).isTrue();
    assertThat(malformed("010000130f403f9473978057bd83d5cb98f422")).isTrue(); // 19 octets
    assertThat(malformed("010000150f403f9473978057bd83d5cb98f4227a01")).isTrue(); // half attribute
    assertThat(malformed("010000160f403f9473978057bd83d5cb98f4227a0100")).isTrue(); // length 0
    assertThat(malformed("010000160f403f9473978057bd83d5cb98f4227a0101")).isTrue(); // length 1
    assertThat(malformed("010000160f403f9473978057bd83d5cb98f4227a0103")).isTrue(); // overrun
    assertThat(malformed("010000160f403f9473978057bd83d5cb98f4227a0002")).isTrue(); // type 0
    assertThat(malformed("010000ff0f403f9473978057bd83d5cb98f4227a0102")).isTrue(); // Length
    assertThat(malformed("010000160f403f9473978057bd83d5cb98f4227a5002")).isTrue(); // empty proof
  }

  @Test
  void passwordsOfEveryLengthSurviveHiding() {
    var authenticator = Octets.hex("0f403f9473978057bd83d5cb98f4227a");
    IntStream.rangeClosed(0, UserPassword.LONGEST)
        .forEach(length -> {
          var password = SecretOctets.utf8("ä".repeat(length / 2) + "x".repeat(length % 2));
          var hidden = UserPassword.hide(password, authenticator, SECRET);
          assertThat(hidden.length() % 16).isZero();
          assertThat(UserPassword.reveal(hidden, authenticator, SECRET)).contains(password);
        });
  }

  @Test
  void nulsWithinAPasswordSurvive() {
    var authenticator = Octets.hex("0f403f9473978057bd83d5cb98f4227a");
    var password = SecretOctets.copyOf(new byte[] {'a', 0, (byte) 0xff, 'b'});
    var hidden = UserPassword.hide(password, authenticator, SECRET);
    assertThat(UserPassword.reveal(hidden, authenticator, SECRET)).contains(password);
  }

  @Test
  void aUserPasswordOfAnImpossibleLengthIsRefused() {
    var authenticator = Octets.hex("0f403f9473978057bd83d5cb98f4227a");
    for (int length : new int[] {0, 1, 15, 17, 127, 144}) {
      var hidden = Octets.copyOf(new byte[length]);
      assertThat(UserPassword.reveal(hidden, authenticator, SECRET)).isEmpty();
    }
  }

  @Test
  void vendorAttributesAreReadAndWhatIsNotOneIsLeftAlone() {
    var fortinet = Attribute.vendor(12356, 15, Octets.utf8("001"));
    assertThat(fortinet.value()).isEqualTo(Octets.hex("000030440f05303031"));
    assertThat(fortinet.ofVendor())
        .containsExactly(new Attribute.OfVendor(12356, 15, Octets.utf8("001")));
    assertThat(new Attribute(26, Octets.hex("000030440f01")).ofVendor()).isEmpty();
    assertThat(new Attribute(26, Octets.hex("000030440f09303031")).ofVendor()).isEmpty();
    assertThat(new Attribute(26, Octets.hex("00")).ofVendor()).isEmpty();
  }

  private static boolean malformed(String hex) {
    return PacketCodec.decodeRequest(Octets.hex(hex), List.of(SECRET)) instanceof Decoded.Malformed;
  }

  private static Decoded.Sound sound(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Sound.class);
    return (Decoded.Sound) decoded;
  }

  private static SecretOctets password(Packet packet) {
    var hidden = packet.first(AttributeNumber.USER_PASSWORD).orElseThrow();
    return UserPassword.reveal(hidden, packet.authenticator(), SECRET).orElseThrow();
  }

  private static Packet request(Attribute... attributes) {
    return new Packet(
        PacketCode.ACCESS_REQUEST,
        7,
        Octets.hex("0f403f9473978057bd83d5cb98f4227a"),
        new ArrayList<>(List.of(attributes)));
  }
}
