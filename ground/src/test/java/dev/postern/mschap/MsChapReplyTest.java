package dev.postern.mschap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.Salts;
import dev.postern.radius.SharedSecret;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MsChapReplyTest {
  private static final SharedSecret SECRET = new SharedSecret(SecretOctets.utf8("testing123"));
  private static final Vector LOGIN = Vector.of("rfc2759/9.2.txt");
  private static final Packet FIRST = request("0f403f9473978057bd83d5cb98f4227a");
  private static final Packet SECOND = request("1f403f9473978057bd83d5cb98f4227a");

  private final MsChapV2Success success =
      MsChapV2Proof.make(LOGIN.hash(), Octets.utf8("User"), new Random(7))
          .madeWith(LOGIN.hash())
          .orElseThrow();

  /// RFC 2548, section 2.3.3: the identifier of the response, and 42 octets.
  @Test
  void theServersProofBearsTheIdentifierOfTheResponse() {
    var attribute = MsChapReply.success(42, success);
    assertThat(attribute.ofVendor())
        .containsExactly(
            new Attribute.OfVendor(
                311,
                26,
                Octets.utf8("*" + success.authenticatorResponse().revealUtf8()))); // * is 42
    assertThat(attribute.ofVendor().getFirst().value().length()).isEqualTo(43);
    assertThat(MsChapReply.successOf(reply(attribute))).contains(success.authenticatorResponse());
  }

  @Test
  void theKeysAreReadWithTheRequestThatIsAnsweredAndWithNoOther() {
    var reply = reply(MsChapReply.keys(success.keys(), SECOND, SECRET, new Salts(new Random(7))));
    assertThat(MsChapReply.keysOf(reply, SECOND, SECRET)).contains(success.keys());
    assertThat(MsChapReply.keysOf(reply, FIRST, SECRET)).isNotEqualTo(Optional.of(success.keys()));
    assertThat(MsChapReply.keysOf(reply, SECOND, new SharedSecret(SecretOctets.utf8("another"))))
        .isNotEqualTo(Optional.of(success.keys()));
  }

  /// RFC 2548, sections 2.4.2 and 2.4.3: what a gateway sends with is Send-Key, number 16.
  @Test
  void eachKeyHasItsNumberAndItsSalt() {
    var keys = MsChapReply.keys(success.keys(), FIRST, SECRET, new Salts(new Random(7)));
    var send = keys.getFirst().ofVendor().getFirst();
    var receive = keys.getLast().ofVendor().getFirst();
    assertThat(send.type()).isEqualTo(16);
    assertThat(receive.type()).isEqualTo(17);
    assertThat(send.value().length()).isEqualTo(34); // salt, length, 16 octets, padding
    assertThat(send.value().slice(0, 2)).isNotEqualTo(receive.value().slice(0, 2));
    assertThat(MsChapReply.keysOf(reply(keys.subList(0, 1)), FIRST, SECRET)).isEmpty();
  }

  @Test
  void anErrorIsReadAgain() {
    var error = new MsChapError(691, false, Octets.hex("00".repeat(16)), "no");
    var attribute = MsChapReply.error(42, error);
    assertThat(attribute.ofVendor().getFirst().type()).isEqualTo(2);
    assertThat(MsChapReply.errorOf(reply(attribute))).contains(error);
  }

  @Test
  void theLongestErrorFitsIntoAnAttribute() {
    var message = "ü".repeat(MsChapError.LONGEST_MESSAGE / 2);
    var error = new MsChapError(999_999_999, true, Octets.hex("ff".repeat(16)), message);
    assertThat(MsChapReply.errorOf(reply(MsChapReply.error(255, error)))).contains(error);
  }

  @Test
  void aReplyWithoutAnyOfThemSaysNothing() {
    var empty = reply(Attribute.vendor(311, 26, Octets.empty()), error(""), error("*Nonsense"));
    for (Packet reply : List.of(reply(), empty)) {
      assertThat(MsChapReply.successOf(reply)).isEmpty();
      assertThat(MsChapReply.errorOf(reply)).isEmpty();
      assertThat(MsChapReply.keysOf(reply, FIRST, SECRET)).isEmpty();
    }
  }

  private static Attribute error(String text) {
    return Attribute.vendor(311, 2, Octets.utf8(text));
  }

  private static Packet request(String authenticator) {
    return new Packet(PacketCode.ACCESS_REQUEST, 7, Octets.hex(authenticator), List.of());
  }

  private static Packet reply(Attribute... attributes) {
    return reply(List.of(attributes));
  }

  private static Packet reply(List<Attribute> attributes) {
    return new Packet(PacketCode.ACCESS_ACCEPT, 7, FIRST.authenticator(), attributes);
  }
}
