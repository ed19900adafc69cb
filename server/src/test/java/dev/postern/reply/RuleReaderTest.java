package dev.postern.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.octets.SecretOctets;
import dev.postern.radius.dictionary.Dictionary;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleReaderTest {
  private static final RuleReader READER = new RuleReader(Dictionary.load());

  private static RuleAttribute attribute(String name, String value) {
    return READER.attribute(name, SecretOctets.utf8(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Framed-IP-Address; 192.0.2.7; 192.0.2.7
          session-timeout; 3600; 3600
          Service-Type; framed-user; Framed-User
          Filter-Id; staff; "staff"
          Class; 0x00ff; 0x00ff
          Tunnel-Private-Group-Id:1; 100; :1:"100"
          Tunnel-Type:1; VLAN; :1:VLAN
          Framed-IPv6-Prefix; 2001:db8::/32; 2001:db8::/32
          Fortinet-Group-Name; vpn users; "vpn users"
          Acct-Interim-Interval; 60; 60
          Tunnel-Password:1; swordfish; [redacted]
          Aruba-MPSK-Passphrase; swordfish; [redacted]
          """)
  void whatSuitsTheDictionaryIsGranted(String name, String value, String shown) {
    var attribute = attribute(name, value);
    assertThat(READER.problems(List.of(attribute))).isEmpty();
    var rule = new ReplyRule("r", RuleConditions.ANY, List.of(attribute));
    var held = (HeldRule.Sound) READER.hold(new PlacedRule(1, rule));
    assertThat(held.grants().getFirst().shown()).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Filter-Idd; x; there is no attribute 'Filter-Idd', did you mean Filter-Id?
          Tunel-Password:1; x; there is no attribute 'Tunel-Password:1', did you mean Tunnel-Password or User-Password?
          Filter-Id:1; x; Filter-Id bears no tag, so nothing may follow its name
          Tunnel-Type:32; VLAN; Tunnel-Type has a tag from 1 to 31, not 32
          Session-Timeout; soon; Session-Timeout must be a number, not "soon"
          Framed-IP-Address; 192.0.2; Framed-IP-Address must be an IPv4 address such as 192.0.2.1, not "192.0.2"
          Message-Authenticator; x; Message-Authenticator is set by the server itself
          State; x; State is set by the server itself
          Proxy-State; x; Proxy-State is set by the server itself
          EAP-Message; x; EAP-Message is set by the server itself
          MS-MPPE-Send-Key; x; MS-MPPE-Send-Key is set by the server itself
          MS-CHAP2-Success; x; MS-CHAP2-Success is set by the server itself
          User-Password; x; User-Password does not belong into an Access-Accept
          Acct-Status-Type; Start; Acct-Status-Type does not belong into an Access-Accept
          Calling-Station-Id; x; Calling-Station-Id does not belong into an Access-Accept
          Prompt; Echo; Prompt does not belong into an Access-Accept
          """)
  void whatDoesNotIsRefusedWithItsReason(String name, String value, String problem) {
    assertThat(READER.problems(List.of(attribute(name, value)))).containsExactly(problem);
  }

  @Test
  void aSecretIsNoPartOfWhatIsWrongWithIt() {
    var attribute = attribute("Aruba-MPSK-Passphrase", "0xswordfish");
    assertThat(attribute.secret()).isTrue();
    assertThat(READER.problems(List.of(attribute)))
        .containsExactly("Aruba-MPSK-Passphrase must be a value of type octets");
    assertThat(attribute.toString()).doesNotContain("swordfish");
  }

  @Test
  void allThatIsWrongIsTold() {
    assertThat(READER.problems(List.of(attribute("Clas", "x"), attribute("State", "x"))))
        .hasSize(2);
  }

  @Test
  void aRuleHasItsBounds() {
    var filter = attribute("Filter-Id", "x");
    assertThat(READER.problems(Collections.nCopies(32, filter))).isEmpty();
    assertThat(READER.problems(Collections.nCopies(33, filter)))
        .containsExactly("a rule has at most 32 attributes");
    var longest = attribute("Filter-Id", "x".repeat(253));
    assertThat(READER.problems(Collections.nCopies(8, longest))).isEmpty();
    assertThat(READER.problems(Collections.nCopies(9, longest)))
        .containsExactly("a rule's attributes take at most 2048 octets, and these take 2295");
  }
}
