package dev.postern.cli.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.cli.takeover.ForeignToken.Movement;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OtpAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PskcFileTest {
  private static final SecretOctets KEY = SecretOctets.utf8("12345678901234567890");
  private static final TakeoverTerms WITH_KEY = key("12345678901234567890123456789012");
  private static final TakeoverTerms WITH_PASSWORD = password("qwerty");

  private static TakeoverTerms key(String hex) {
    var key = SecretOctets.copyOf(HexFormat.of().parseHex(hex));
    return new TakeoverTerms(null, null, null, null, key, null, null);
  }

  private static TakeoverTerms password(String password) {
    return new TakeoverTerms(null, null, null, null, null, SecretOctets.utf8(password), null);
  }

  private static String file(String name) {
    try {
      return Files.readString(Path.of("src/test/resources/pskc", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Entry> read(String text, TakeoverTerms terms) {
    return Reading.of(Format.PSKC, text.getBytes(StandardCharsets.UTF_8), terms);
  }

  private static ForeignToken token(Entry entry) {
    return Optional.ofNullable(((Entry.Sound) entry).token()).orElseThrow();
  }

  @Test
  void tokensInClearComeWithUserParametersAndLabel() {
    var read = read(file("plain.xml"), TakeoverTerms.NONE);
    var hotp = token(read.getFirst());
    assertThat(hotp.serial()).isEqualTo("987654321");
    assertThat(hotp.key()).isEqualTo(KEY);
    assertThat(hotp.parameters().digits()).isEqualTo(8);
    assertThat(hotp.movement()).isEqualTo(new Movement.ByCounter(0));
    assertThat(((Entry.Sound) read.getFirst()).user()).isEqualTo(ForeignUser.named("jsmith"));
    var totp = token(read.getLast());
    assertThat(totp.movement()).isEqualTo(new Movement.ByTime(60));
    assertThat(totp.parameters().algorithm()).isEqualTo(OtpAlgorithm.SHA256);
    assertThat(totp.standing().label()).isEqualTo("desk");
  }

  @Test
  void theBulkFileOfTheRfcHasFourTokensWithTheirEnds() {
    var read = read(file("bulk.xml"), TakeoverTerms.NONE);
    assertThat(read)
        .extracting(entry -> token(entry).serial())
        .containsExactly("654321", "123456", "9999999", "9999999");
    assertThat(read).allMatch(entry -> KEY.equals(token(entry).key()));
    assertThat(token(read.getFirst()).standing().expiresAt())
        .isEqualTo(Instant.parse("2006-05-31T00:00:00Z"));
  }

  @Test
  void theRfcsFileUnderAPreSharedKeyOpens() {
    assertThat(token(read(file("preshared.xml"), WITH_KEY).getFirst()).key()).isEqualTo(KEY);
  }

  @Test
  void theRfcsFileUnderAPasswordOpens() {
    assertThat(token(read(file("password.xml"), WITH_PASSWORD).getFirst()).key()).isEqualTo(KEY);
  }

  @Test
  void aFileUnderAKeyOrPasswordThatWasNotSaidSaysWhatIsMissing() {
    assertThatThrownBy(() -> read(file("preshared.xml"), TakeoverTerms.NONE))
        .isInstanceOf(TakeoverTerms.Missing.class);
    assertThatThrownBy(() -> read(file("password.xml"), TakeoverTerms.NONE))
        .isInstanceOf(TakeoverTerms.PasswordMissing.class);
  }

  @Test
  void aWrongMacIsRefused() {
    for (String altered :
        List.of(
            file("preshared.xml").replace("Su+Nvt", "Su+Nvu"),
            file("preshared.xml").replace("AAECAwQF", "AAECAwQG"),
            file("preshared.xml").replaceAll("<ValueMAC>.*</ValueMAC>", ""))) {
      assertThat(read(altered, WITH_KEY))
          .singleElement()
          .isInstanceOfSatisfying(
              Entry.Refused.class, it -> assertThat(it.reason()).contains("MAC"));
    }
  }

  @Test
  void aWrongKeyOrPasswordOpensNothing() {
    for (String wrong : List.of("querty", "QWERTY", "x")) {
      assertThat(opens("password.xml", password(wrong))).as(wrong).isFalse();
    }
    assertThat(opens("preshared.xml", key("00".repeat(16)))).isFalse();
    assertThat(opens("preshared.xml", key("00".repeat(32)))).isFalse();
  }

  private static boolean opens(String name, TakeoverTerms terms) {
    try {
      return read(file(name), terms).stream().anyMatch(Entry.Sound.class::isInstance);
    } catch (BrokenFile _) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE KeyContainer>",
        "<!DOCTYPE KeyContainer SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE k [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE k [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;&a;\">]>"
      })
  void aDtdIsRefused(String dtd) {
    assertThatThrownBy(
            () -> read(dtd + "<KeyContainer><x>&x;</x></KeyContainer>", TakeoverTerms.NONE))
        .isInstanceOf(BrokenFile.class);
  }

  @Test
  void anEntityThatWasNotDeclaredIsRefused() {
    assertThatThrownBy(
            () -> read("<KeyContainer><KeyPackage>&x;</KeyPackage></KeyContainer>", WITH_KEY))
        .isInstanceOf(BrokenFile.class);
  }

  @Test
  void aByteOrderMarkDoesNotMatterAndAnotherEncodingIsRefused() {
    assertThat(read("\ufeff" + file("plain.xml").stripLeading(), TakeoverTerms.NONE)).hasSize(2);
    byte[] wide = file("plain.xml").getBytes(StandardCharsets.UTF_16);
    assertThatThrownBy(() -> Reading.of(Format.PSKC, wide, TakeoverTerms.NONE))
        .isInstanceOf(BrokenFile.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void halfAFileIsToldWithItsLineAndNothingOfIt() {
    String whole = file("bulk.xml");
    String half = whole.substring(0, whole.indexOf("PlainValue", whole.length() / 2));
    assertThatThrownBy(() -> read(half, TakeoverTerms.NONE))
        .isInstanceOfSatisfying(
            BrokenFile.class,
            it -> {
              assertThat(it.line()).isEqualTo(half.lines().count());
              assertThat(it.reason()).contains("whole file").doesNotContain("MTIz");
            });
    assertThatThrownBy(() -> read("<Other/>", WITH_KEY)).hasMessageContaining("KeyContainer");
    assertThatThrownBy(() -> read("", WITH_KEY)).isInstanceOf(BrokenFile.class);
  }

  @Test
  void whatGrowsWithoutEndIsRefused() {
    String deep = "<KeyContainer>" + "<x>".repeat(100);
    String wide = "<KeyContainer><KeyPackage>" + "<x/>".repeat(20_000);
    String longText = "<KeyContainer><KeyPackage>" + "x".repeat(1 << 17);
    String attribute = "<KeyContainer x='" + "x".repeat(9 << 20) + "'/>";
    for (String file : List.of(deep, wide, longText, attribute)) {
      assertThatThrownBy(() -> read(file, TakeoverTerms.NONE)).isInstanceOf(BrokenFile.class);
    }
  }

  @Test
  void whatIsNoTokenOfOursIsRefusedByItself() {
    String file = file("plain.xml");
    var read =
        read(
            file.replace("pskc:hotp", "pskc:pin").replace("<Suite>HMAC-SHA256", "<Suite>MD5"),
            TakeoverTerms.NONE);
    assertThat(read).hasSize(2).allMatch(Entry.Refused.class::isInstance);
    assertThat(read.toString()).doesNotContain("MTIz");
  }
}
