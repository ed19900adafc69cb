package dev.postern.radius.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.octets.Octets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DictionaryTest {
  private static final Dictionary PACKED = Dictionary.load();

  @Test
  void theAttributesThatALoginNeedsAreKnown() {
    assertThat(PACKED.numbered(0, 80))
        .map(AttributeDefinition::name)
        .hasValue("Message-Authenticator");
    assertDefined("Fortinet-Group-Name", 12356, 1, AttributeType.STRING);
    assertDefined("Fortinet-Vdom-Name", 12356, 3, AttributeType.STRING);
    assertDefined("Fortinet-FAC-Challenge-Code", 12356, 15, AttributeType.STRING);
    assertDefined("MS-CHAP2-Response", 311, 25, AttributeType.OCTETS);
    assertDefined("Framed-IPv6-Prefix", 0, 97, AttributeType.IPV6PREFIX);
    assertDefined("Delegated-IPv6-Prefix", 0, 123, AttributeType.IPV6PREFIX);
    assertDefined("Framed-IPv6-Address", 0, 168, AttributeType.IPV6ADDR);
    assertDefined("Error-Cause", 0, 101, AttributeType.INTEGER);
    assertDefined("Connect-Info", 0, 77, AttributeType.STRING);
    assertDefined("Cisco-AVPair", 9, 1, AttributeType.STRING);
    assertDefined("PaloAlto-User-Group", 25461, 5, AttributeType.STRING);
    assertDefined("Event-Timestamp", 0, 55, AttributeType.DATE);
  }

  private static void assertDefined(String name, int vendor, int type, AttributeType valueType) {
    AttributeDefinition definition = PACKED.named(name).orElseThrow();
    assertThat(definition.vendor().id()).as(name).isEqualTo(vendor);
    assertThat(definition.type()).as(name).isEqualTo(type);
    assertThat(definition.valueType()).as(name).isEqualTo(valueType);
    assertThat(PACKED.numbered(vendor, type)).hasValue(definition);
  }

  /// As gateways ask for them: every number of Fortinet's that is known to be in use.
  @Test
  void allOfFortinetsNumbersHaveNames() {
    Stream.of(
            1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 30, 31,
            32, 33, 34, 35, 36, 40, 41, 42)
        .forEach(type -> assertThat(PACKED.numbered(12356, type)).as("%d", type).isPresent());
  }

  @Test
  void moreThanTwentyMakersAreKnown() {
    assertThat(PACKED.definitions().stream().map(AttributeDefinition::vendor).distinct())
        .hasSizeGreaterThan(21)
        .contains(Vendor.STANDARD, new Vendor(12356, "Fortinet"), new Vendor(311, "Microsoft"));
  }

  @Test
  void aTagAndAnEncryptionAreKnown() {
    AttributeDefinition password = PACKED.named("Tunnel-Password").orElseThrow();
    assertThat(password.hasTag()).isTrue();
    assertThat(password.encryption()).isEqualTo(Encryption.TUNNEL_PASSWORD);
    assertThat(PACKED.named("User-Password").orElseThrow().encryption())
        .isEqualTo(Encryption.USER_PASSWORD);
    assertThat(PACKED.named("MS-MPPE-Send-Key").orElseThrow().encryption())
        .isEqualTo(Encryption.TUNNEL_PASSWORD);
    assertThat(PACKED.named("Tunnel-Type").orElseThrow().hasTag()).isTrue();
  }

  @Test
  void namesAreFoundInAnyCase() {
    assertThat(PACKED.named("user-NAME")).map(AttributeDefinition::type).hasValue(1);
    ValueNames types = PACKED.named("Tunnel-Type").orElseThrow().values();
    assertThat(types.number("vlan")).hasValue(13L);
    assertThat(types.name(13)).hasValue("VLAN");
    assertThat(types.name(99)).isEmpty();
  }

  @Test
  void ofTwoNamesForOneValueTheFirstIsShown() {
    assertThat(PACKED.named("Tunnel-Medium-Type").orElseThrow().values().name(1)).hasValue("IP");
    assertThat(PACKED.named("Tunnel-Medium-Type").orElseThrow().values().number("IPv4"))
        .hasValue(1L);
  }

  @Test
  void aMisspeltNameGetsSuggestions() {
    assertThat(PACKED.suggest("Fortinet-Group-Nam")).first().isEqualTo("Fortinet-Group-Name");
    assertThat(PACKED.suggest("Group-Name")).contains("Fortinet-Group-Name");
    assertThat(PACKED.suggest("filterid")).contains("Filter-Id");
    assertThat(PACKED.suggest("something-else-entirely")).isEmpty();
    assertThat(PACKED.suggest("")).isEmpty();
  }

  @Test
  void anUnknownAttributeIsNamedByItsNumbers() {
    assertThat(PACKED.definitionOf(0, 250).name()).isEqualTo("Attr-250");
    assertThat(PACKED.definitionOf(9, 240).name()).isEqualTo("Attr-26.9.240");
    assertThat(PACKED.definitionOf(9, 240).vendor().name()).isEqualTo("Cisco");
    assertThat(PACKED.definitionOf(-1, 1).name()).isEqualTo("Attr-26.4294967295.1");
    assertThat(PACKED.definitionOf(0, 250).describe(Octets.hex("0102"))).isEqualTo("0x0102");
  }

  @Test
  void anOperatorsFileIsReadAfterThePackedOne(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("acme"),
        "BEGIN-VENDOR Acme\nATTRIBUTE Acme-Role 1 string\nEND-VENDOR Acme\n");
    Path top = folder.resolve("mine");
    Files.writeString(top, "VENDOR Acme 64999\n$INCLUDE acme\nVALUE Service-Type Acme-Only 4711\n");
    Dictionary dictionary = Dictionary.load(top);
    assertThat(dictionary.numbered(64999, 1)).map(AttributeDefinition::name).hasValue("Acme-Role");
    assertThat(dictionary.named("Service-Type").orElseThrow().values().name(4711))
        .hasValue("Acme-Only");
  }

  @Test
  void anOperatorsFileThatIsNotThereIsNamed(@TempDir Path folder) {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> Dictionary.load(missing))
        .isInstanceOf(DictionaryProblem.class)
        .hasMessage(missing + ": there is no such file");
  }

  @Test
  void anOperatorsFileThatIsTooLongIsRefused(@TempDir Path folder) throws IOException {
    Path top = folder.resolve("long");
    Files.write(top, new byte[DictionaryFiles.MAX_OCTETS + 1]);
    assertThatThrownBy(() -> Dictionary.load(top))
        .isInstanceOf(DictionaryProblem.class)
        .hasMessage(top + ": longer than 1048576 octets");
  }

  /// The list is here to be looked at when a dictionary grows: is what is new a secret?
  @Test
  void whatIsHiddenIsKnown() {
    String hidden =
        """
                User-Password CHAP-Password State Vendor-Specific Tunnel-Password
        ARAP-Password         ARAP-Security-Data Configuration-Token EAP-Message
        ARAP-Challenge-Response Digest-Response Digest-Entity-Body-Hash Digest-HA1
        PKM-Auth-Key MS-CHAP-Response MS-CHAP-CPW-1 MS-CHAP-CPW-2 MS-CHAP-LM-Enc-PW
        MS-CHAP-NT-Enc-PW MS-CHAP-Challenge MS-CHAP-MPPE-Keys MS-MPPE-Send-Key
        MS-MPPE-Recv-Key MS-Old-ARAP-Password MS-New-ARAP-Password MS-CHAP2-Response
        MS-CHAP2-Success MS-CHAP2-CPW Cisco-Subscriber-Password
        ASA-WebVPN-Storage-Key Aruba-AS-Credential-Hash Aruba-Network-SSO-Token
        Aruba-MPSK-Passphrase Ruckus-Dpsk Ruckus-CP-Token Extreme-Libsip-Patron-Info
        Extreme-PPSK-PMK         Huawei-User-Password Mikrotik-Wireless-Enc-Key
        Mikrotik-Wireless-PSK Mikrotik-Wireless-MPKey LCS-WPA-Passphrase
        LCS-IKEv2-Local-Password LCS-IKEv2-Remote-Password
        """;
    assertThat(PACKED.definitions().stream().filter(AttributeDefinition::sensitive))
        .extracting(AttributeDefinition::name)
        .containsExactly(hidden.strip().split("\\s+"));
  }
}
