package dev.postern.cli.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.cli.takeover.ForeignToken.Movement;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OtpAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Token lists in text: OATH CSV, FortiToken seeds, otpauth URIs, `.google_authenticator`.
class TokenListsTest {
  private static final String HEX = "3132333435363738393031323334353637383930";
  private static final String BASE32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  private static final SecretOctets KEY = SecretOctets.utf8("12345678901234567890");

  private static ForeignToken token(Entry entry) {
    return Optional.ofNullable(((Entry.Sound) entry).token()).orElseThrow();
  }

  private static String user(Entry entry) {
    return Optional.ofNullable(((Entry.Sound) entry).user()).orElseThrow().name();
  }

  @Test
  void withoutAHeadingTheColumnsAreSerialKeyTypeDigitsAndStep() {
    var read =
        Reading.of(Format.OATH_CSV, "T1," + HEX + ",totp,8,60\r\nT2," + BASE32 + ",HOTP,6,7\r\n");
    assertThat(read).hasSize(2).allMatch(Entry.Sound.class::isInstance);
    assertThat(token(read.get(0)).key()).isEqualTo(KEY);
    assertThat(token(read.get(0)).movement()).isEqualTo(new Movement.ByTime(60));
    assertThat(token(read.get(0)).parameters().digits()).isEqualTo(8);
    assertThat(token(read.get(1)).key()).isEqualTo(KEY);
    assertThat(token(read.get(1)).movement()).isEqualTo(new Movement.ByCounter(7));
  }

  @Test
  void withAHeadingTheColumnsAreInAnyOrderUnderTheNamesOfVendors() {
    var read =
        Reading.of(
            Format.OATH_CSV,
            "\ufeffupn,serial number,secret key,time interval,manufacturer,model\n"
                + "jdoe@example.com,1234567,"
                + BASE32
                + ",30,Contoso,HardwareKey\n");
    assertThat(user(read.getFirst())).isEqualTo("jdoe@example.com");
    assertThat(token(read.getFirst()).serial()).isEqualTo("1234567");
    assertThat(token(read.getFirst()).movement()).isEqualTo(new Movement.ByTime(30));
    var sha =
        Reading.of(Format.OATH_CSV, "otpkey;serial;hashlib\n\"" + HEX + "\";T9;hmac-sha-256\n");
    assertThat(token(sha.getFirst()).parameters().algorithm()).isEqualTo(OtpAlgorithm.SHA256);
  }

  @Test
  void aBadRowIsNamedByItsLineAndNotRepeated() {
    var read =
        Reading.of(
            Format.OATH_CSV,
            "# from the vendor\nT1,\nT2,not-a-key!\n,"
                + HEX
                + "\nT4,"
                + HEX
                + ",MOTP\nT5,"
                + HEX
                + ",TOTP,7\nT6,"
                + HEX
                + "\n");
    assertThat(read).hasSize(6);
    assertThat(read.subList(0, 5)).allMatch(Entry.Refused.class::isInstance);
    assertThat(read).extracting(Entry::line).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(read.toString()).doesNotContain(HEX, "not-a-key");
  }

  @Test
  void fortiTokensStepEverySixtySeconds() {
    var read = Reading.of(Format.FORTITOKEN, "FTK2001ABCDEF012 " + HEX + "\n");
    assertThat(token(read.getFirst()).movement()).isEqualTo(new Movement.ByTime(60));
    var terms = new TakeoverTerms(null, null, 8, 30, null, null, null);
    byte[] file = ("FTK2001ABCDEF012\t" + HEX).getBytes(StandardCharsets.UTF_8);
    var said = token(Reading.of(Format.FORTITOKEN, file, terms).getFirst());
    assertThat(said.movement()).isEqualTo(new Movement.ByTime(30));
    assertThat(said.parameters().digits()).isEqualTo(8);
  }

  @Test
  void aKeyUriNamesItsUserAndGetsTheSameSerialEachTime() {
    String uri = "otpauth://totp/Example:jdoe?secret=" + BASE32 + "&issuer=Example";
    var read = Reading.of(Format.OTPAUTH, uri + "\n\n# mine\notpauth://totp/x\n");
    assertThat(user(read.getFirst())).isEqualTo("jdoe");
    assertThat(token(read.getFirst()).key()).isEqualTo(KEY);
    assertThat(read.get(1)).isInstanceOf(Entry.Refused.class).extracting(Entry::line).isEqualTo(4L);
    assertThat(token(Reading.of(Format.OTPAUTH, uri).getFirst()).serial())
        .isEqualTo(token(read.getFirst()).serial());
  }

  @Test
  void aPamFileIsOneUsersTokenAndItsEmergencyCodesAreLeftOut() {
    var byTime =
        Reading.of(
            Format.GOOGLE_AUTHENTICATOR,
            BASE32
                + "\n\" RATE_LIMIT 3 30\n\" WINDOW_SIZE 17\n\" STEP_SIZE 60\n\" TOTP_AUTH\n12345678\n87654321\n");
    assertThat(user(byTime.getFirst())).isEqualTo("anna");
    assertThat(token(byTime.getFirst()).movement()).isEqualTo(new Movement.ByTime(60));
    assertThat(byTime.getLast().toString())
        .contains("2 emergency codes")
        .doesNotContain("12345678");
    var byCounter = Reading.of(Format.GOOGLE_AUTHENTICATOR, BASE32 + "\n\" HOTP_COUNTER 9\n");
    assertThat(token(byCounter.getFirst()).movement()).isEqualTo(new Movement.ByCounter(9));
    byte[] file = BASE32.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Reading.of(Format.GOOGLE_AUTHENTICATOR, file, Reading.NOTHING_SAID))
        .isInstanceOf(TakeoverTerms.Missing.class);
  }

  @Test
  void aFileThatIsNoTextIsRefusedFromItsLineOn() {
    byte[] latin = ("T1," + HEX + "\nT\u00e4," + HEX).getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Reading.of(Format.OATH_CSV, latin, Reading.NOTHING_SAID))
        .isInstanceOfSatisfying(BrokenFile.class, it -> assertThat(it.line()).isEqualTo(2))
        .hasMessageContaining("UTF-8");
    byte[] wide = ("T1," + HEX).getBytes(StandardCharsets.UTF_16);
    assertThatThrownBy(() -> Reading.of(Format.OTPAUTH, wide, Reading.NOTHING_SAID))
        .isInstanceOf(BrokenFile.class)
        .hasMessageContaining("UTF-16");
    assertThatThrownBy(() -> Reading.of(Format.OTPAUTH, "x".repeat(1 << 17)))
        .isInstanceOf(BrokenFile.class)
        .hasMessageContaining("64 KiB");
    assertThatThrownBy(() -> Reading.of(Format.OATH_CSV, "T1,\"" + HEX))
        .isInstanceOf(BrokenFile.class)
        .hasMessageContaining("open quote");
    assertThatThrownBy(() -> Reading.of(Format.OATH_CSV, ""))
        .isInstanceOf(BrokenFile.class)
        .hasMessageContaining("empty");
  }

  @Test
  void aFormatIsKnownByItsBeginning() {
    for (var known :
        List.of(
            "oath-csv=T1," + HEX + ",TOTP",
            "oath-csv=\ufeffserial number;otpkey\n",
            "oath-csv=upn,serial number,secret key\n",
            "fortitoken=FTK2001ABCDEF012," + HEX,
            "otpauth=# mine\notpauth://totp/x",
            "google-authenticator=" + BASE32 + "\n\" TOTP_AUTH\n",
            "postern=username,token_serial,token_key_base32\n",
            "postern=token_serial,token_key_base32\n")) {
      int split = known.indexOf('=');
      byte[] file = known.substring(split + 1).getBytes(StandardCharsets.UTF_8);
      assertThat(Format.of(file))
          .as(known)
          .map(Format::toString)
          .contains(known.substring(0, split));
    }
    assertThat(Format.of("hello\n".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(Format.of(new byte[0])).isEmpty();
  }

  @Test
  void rowsForTheServerAreQuotedWhereTheyMustBe() {
    assertThat(Reading.rows(Format.OATH_CSV, "serial,key,user\nT1," + HEX + ",\"a,\"\"b\"\n"))
        .containsExactly("2,\"a,\"\"b\",,,,,,,,,T1," + BASE32 + ",totp,SHA1,6,30,,,,");
  }
}
