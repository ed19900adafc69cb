package dev.postern.radius.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.dictionary.EncodingOutcome.Encoded;
import dev.postern.radius.dictionary.EncodingOutcome.Hidden;
import dev.postern.radius.dictionary.EncodingOutcome.Unsuitable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {
  private static final Dictionary DICTIONARY =
      Dictionary.parse(
          """
          ATTRIBUTE String 201 string
          ATTRIBUTE Octets 202 octets
          ATTRIBUTE Integer 203 integer
          VALUE Integer One 1
          ATTRIBUTE Signed 204 signed
          ATTRIBUTE Integer64 205 integer64
          ATTRIBUTE Short 206 short
          ATTRIBUTE Byte 207 byte
          ATTRIBUTE Date 208 date
          ATTRIBUTE Address 209 ipaddr
          ATTRIBUTE Address6 210 ipv6addr
          ATTRIBUTE Either 211 combo-ip
          ATTRIBUTE Prefix4 212 ipv4prefix
          ATTRIBUTE Prefix6 213 ipv6prefix
          ATTRIBUTE Interface 214 ifid
          ATTRIBUTE Ether 215 ether
          ATTRIBUTE Tagged-Integer 216 integer has_tag
          VALUE Tagged-Integer VLAN 13
          ATTRIBUTE Tagged-String 217 string has_tag
          ATTRIBUTE Hidden 218 string encrypt=1
          ATTRIBUTE Salted 219 octets encrypt=2
          ATTRIBUTE Salted-Number 220 integer encrypt=2
          ATTRIBUTE Tagged-Salted 221 string has_tag,encrypt=2
          VENDOR Acme 9
          BEGIN-VENDOR Acme
          ATTRIBUTE Acme-String 1 string
          END-VENDOR Acme
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          String; Grüße; 4772c3bcc39f65; "Grüße"
          Octets; staff; 7374616666; "staff"
          Octets; 0x00ff; 00ff; 0x00ff
          Integer; 10; 0000000a; 10
          Integer; one; 00000001; One
          Integer; 0xffffffff; ffffffff; 4294967295
          Signed; -2; fffffffe; -2
          Signed; 7; 00000007; 7
          Integer64; 18446744073709551615; ffffffffffffffff; 18446744073709551615
          Short; 65535; ffff; 65535
          Byte; 0xff; ff; 255
          Date; 2038-01-19T03:14:08Z; 80000000; 2038-01-19T03:14:08Z
          Date; 0; 00000000; 1970-01-01T00:00:00Z
          Address; 192.0.2.1; c0000201; 192.0.2.1
          Address6; 2001:db8:0:0:1:0:0:1; 20010db8000000000001000000000001; 2001:db8::1:0:0:1
          Address6; ::ffff:192.0.2.1; 00000000000000000000ffffc0000201; ::ffff:c000:201
          Address6; ::; 00000000000000000000000000000000; ::
          Address6; 1:2:3:4:5:6:0:8; 00010002000300040005000600000008; 1:2:3:4:5:6:0:8
          Either; 192.0.2.1; c0000201; 192.0.2.1
          Either; fe80::1; fe800000000000000000000000000001; fe80::1
          Prefix4; 192.0.2.0/24; 0018c0000200; 192.0.2.0/24
          Prefix6; 2001:db8::/29; 001d20010db8; 2001:db8::/29
          Prefix6; fe80::/10; 000afe80; fe80::/10
          Prefix6; ::/0; 0000; ::/0
          Prefix6; 2001:db8::1; 008020010db8000000000000000000000001; 2001:db8::1/128
          Interface; 0:0:1f:1; 00000000001f0001; 0:0:1f:1
          Ether; 00-00-5E-00-53-01; 00005e005301; 00:00:5e:00:53:01
          Tagged-Integer; VLAN; 0000000d; VLAN
          Tagged-Integer; :1:VLAN; 0100000d; :1:VLAN
          Tagged-String; 100; 313030; "100"
          Tagged-String; :2:100; 02313030; :2:"100"
          """)
  void textBecomesOctetsAndTextAgain(String name, String text, String octets, String shown) {
    AttributeDefinition definition = DICTIONARY.named(name).orElseThrow();
    assertThat(definition.encode(text)).isEqualTo(new Encoded(Octets.hex(octets)));
    assertThat(definition.describe(Octets.hex(octets))).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          String ~ `` ~ must not be empty
          Octets ~ 0x0 ~ must be hex digits after 0x, two an octet, not "0x0"
          Integer ~ oen ~ must be a number or the name of a value, not "oen"
          Integer ~ On ~ must be a number or the name of a value, not "On"; did you mean One?
          Integer ~ 4294967296 ~ must be a number from 0 to 4294967295, not "4294967296"
          Integer ~ -1 ~ must be a number from 0 to 4294967295, not "-1"
          Signed ~ 2147483648 ~ must be a number from -2147483648 to 2147483647, not "2147483648"
          Byte ~ 256 ~ must be a number from 0 to 255, not "256"
          Date ~ tomorrow ~ must be a time such as 2030-01-31T12:00:00Z, or seconds since 1970, not "tomorrow"
          Address ~ 192.0.2 ~ must be an IPv4 address such as 192.0.2.1, not "192.0.2"
          Address ~ localhost ~ must be an IPv4 address such as 192.0.2.1, not "localhost"
          Address ~ 010.0.0.1 ~ must be an IPv4 address such as 192.0.2.1, not "010.0.0.1"
          Address6 ~ fe80::1%eth0 ~ must be an IPv6 address such as 2001:db8::1, not "fe80::1%eth0"
          Address6 ~ 192.0.2.1 ~ must be an IPv6 address such as 2001:db8::1, not "192.0.2.1"
          Prefix6 ~ 2001:db8:0:1::/63 ~ must be a prefix without bits beyond its 63, not "2001:db8:0:1::/63"
          Prefix6 ~ ::/129 ~ must be a prefix such as 2001:db8::/32, not "::/129"
          Prefix4 ~ 192.0.2.1/24 ~ must be a prefix without bits beyond its 24, not "192.0.2.1/24"
          Interface ~ 1:2:3 ~ must be four groups of hex digits such as 0:0:0:1, not "1:2:3"
          Ether ~ 0:0:5e:0:53:1 ~ must be an address such as 00:00:5e:00:53:01, not "0:0:5e:0:53:1"
          Tagged-Integer ~ 16777216 ~ must be a number from 0 to 16777215, not "16777216"
          Tagged-Integer ~ :32:VLAN ~ has a tag from 1 to 31, not 32
          Hidden ~ swordfish ~ is encrypted on the wire in a way that cannot be given as text
          Salted ~ 0xswordfish ~ must be a value of type octets
          Salted ~ `` ~ must not be empty
          Tagged-Salted ~ :32:swordfish ~ has a tag from 1 to 31, not 32
          """)
  void textThatDoesNotFitIsRefusedInOneLine(String name, String text, String reason) {
    assertThat(DICTIONARY.named(name).orElseThrow().encode(text)).isEqualTo(new Unsuitable(reason));
  }

  @Test
  void aValueFillsItsAttributeAndNoMore() {
    assertLongest("String", 253, "a".repeat(253));
    assertLongest("Acme-String", 247, "a".repeat(247));
    assertLongest("Tagged-String", 253, ":1:" + "a".repeat(252));
  }

  private static void assertLongest(String name, int octets, String text) {
    AttributeDefinition definition = DICTIONARY.named(name).orElseThrow();
    assertThat(definition.encode(text))
        .isInstanceOfSatisfying(
            Encoded.class, it -> assertThat(it.value().length()).isEqualTo(octets));
    assertThat(definition.encode(text + "a"))
        .isEqualTo(new Unsuitable("holds %d octets at most, not %d".formatted(octets, octets + 1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          Salted; swordfish; ``; 73776f726466697368
          Salted; 0x00ff; ``; 00ff
          Salted-Number; 7; ``; 00000007
          Tagged-Salted; swordfish; 00; 73776f726466697368
          Tagged-Salted; :7:swordfish; 07; 73776f726466697368
          """)
  void whatIsHiddenOnTheWireIsReadAndNotShown(String name, String text, String tag, String value) {
    AttributeDefinition definition = DICTIONARY.named(name).orElseThrow();
    var hidden = new Hidden(Octets.hex(tag), SecretOctets.copyOf(Octets.hex(value).toArray()));
    assertThat(definition.encode(text)).isEqualTo(hidden);
    assertThat(hidden.toString()).contains("[redacted]").doesNotContain("swordfish");
  }

  @Test
  void whatIsHiddenHasALengthOfItsOwn() {
    AttributeDefinition definition = DICTIONARY.named("Tagged-Salted").orElseThrow();
    assertThat(definition.encode("a".repeat(239))).isInstanceOf(Hidden.class);
    assertThat(definition.encode("a".repeat(240)))
        .isEqualTo(new Unsuitable("holds 239 octets at most, not 240"));
  }

  @Test
  void aTagMayStandBehindTheName() {
    var text = DICTIONARY.written("tagged-string:2", "100").orElseThrow();
    assertThat(text.encode()).isEqualTo(new Encoded(Octets.hex("02313030")));
    assertThat(DICTIONARY.written("Tagged-String", "100").orElseThrow().encode())
        .isEqualTo(new Encoded(Octets.hex("313030")));
    assertThat(DICTIONARY.written("String:2", "100").orElseThrow().encode())
        .isEqualTo(new Unsuitable("bears no tag, so nothing may follow its name"));
    assertThat(DICTIONARY.written("Strin:2", "100")).isEmpty();
    assertThat(DICTIONARY.written("Tagged-String:", "100")).isEmpty();
  }

  @Test
  void aTextWithoutTagThatBeginsLikeOneGetsTheEmptyTag() {
    AttributeDefinition tagged = DICTIONARY.named("Tagged-String").orElseThrow();
    assertThat(tagged.encode("\u0001x")).isEqualTo(new Encoded(Octets.hex("000178")));
    assertThat(tagged.describe(Octets.hex("000178"))).isEqualTo("\"\\u{1}x\"");
  }

  @Test
  void whatDoesNotFitItsTypeIsShownAsHex() {
    for (String name :
        List.of(
            "Integer",
            "Date",
            "Address",
            "Address6",
            "Either",
            "Ether",
            "Tagged-Integer",
            "Prefix6")) {
      assertThat(DICTIONARY.named(name).orElseThrow().describe(Octets.hex("01")))
          .as(name)
          .isEqualTo("0x01");
    }
    assertThat(DICTIONARY.named("Prefix6").orElseThrow().describe(Octets.hex("004020010db8")))
        .isEqualTo("0x004020010db8");
  }

  @Test
  void hostileTextStaysInItsLine() {
    AttributeDefinition string = DICTIONARY.named("String").orElseThrow();
    assertThat(string.describe(Octets.utf8("a\nb\u001b[31m\u202e\"\\")))
        .isEqualTo("\"a\\nb\\u{1b}[31m\\u{202e}\\\"\\\\\"");
    assertThat(string.describe(Octets.hex("61ffc3"))).isEqualTo("\"a\\xff\\xc3\"");
  }

  @Test
  void secretsAreNeverShown() {
    Dictionary packed = Dictionary.load();
    assertThat(
            Stream.of(
                    "User-Password",
                    "CHAP-Password",
                    "State",
                    "EAP-Message",
                    "Tunnel-Password",
                    "Vendor-Specific",
                    "MS-CHAP-Response",
                    "MS-CHAP2-Response",
                    "MS-CHAP2-Success",
                    "MS-CHAP-Challenge",
                    "MS-MPPE-Send-Key",
                    "MS-MPPE-Recv-Key",
                    "MS-CHAP-MPPE-Keys",
                    "MS-CHAP-NT-Enc-PW",
                    "Mikrotik-Wireless-PSK",
                    "LCS-WPA-Passphrase",
                    "Aruba-MPSK-Passphrase",
                    "Huawei-User-Password",
                    "Cisco-Subscriber-Password")
                .map(name -> packed.named(name).orElseThrow().describe(Octets.utf8("swordfish"))))
        .containsOnly("[redacted]");
  }

  @Test
  void whatHelpsToUnderstandALoginIsShown() {
    Dictionary packed = Dictionary.load();
    assertThat(
            Stream.of(
                "User-Name",
                "Reply-Message",
                "Fortinet-FAC-Challenge-Code",
                "Fortinet-FAC-Token-ID",
                "Calling-Station-Id",
                "MS-CHAP-Error",
                "Class",
                "Proxy-State"))
        .allSatisfy(name ->
            assertThat(packed.named(name).orElseThrow().describe(Octets.utf8("seen")))
                .isEqualTo("\"seen\""));
  }
}
