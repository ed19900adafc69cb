package dev.postern.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rocks.xmpp.precis.PrecisProfiles;

class UserNameTest {
  @ParameterizedTest
  @CsvSource({
    "jdoe, jdoe",
    "JDoe, jdoe",
    "000042, 000042",
    "\uff2a\uff24\uff4f\uff45, jdoe",
    "\u212a, k",
    "e\u0301, \u00e9",
    "\u1e9e, \u00df",
    "\u0645\u062d\u0645\u062f, \u0645\u062d\u0645\u062f",
    "a+b.c_d%e@f\\g/h, a+b.c_d%e@f\\g/h"
  })
  void aNameHasOneFormHoweverItIsTyped(String typed, String text) {
    assertThat(UserName.parse(typed)).contains(new UserName(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " jdoe",
        "jdoe ",
        "jdoe\u00a0",
        "j doe",
        "jdoe\u0000",
        "jdoe\u0000x",
        "jdoe\r\n",
        "jdoe\u007f",
        "j\u200ddoe",
        "j\u00addoe",
        "\u202ejdoe",
        "\ufb01",
        "\u2460",
        "\ud83d\ude00",
        "\ud800",
        "\u05d0b"
      })
  void whatIsNoNameIsRefused(String typed) {
    assertThat(UserName.parse(typed)).isEmpty();
  }

  @Test
  void aNameThatLooksAlikeIsAnother() {
    assertThat(UserName.parse("jd\u043ee")).isPresent().isNotEqualTo(UserName.parse("jdoe"));
  }

  @Test
  @ResourceLock(Resources.LOCALE)
  void theDotOfATurkishIMakesAnotherNameOnEveryMachine() {
    var before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(UserName.parse("ISTANBUL")).contains(new UserName("istanbul"));
      assertThat(UserName.parse("\u0130stanbul")).contains(new UserName("i\u0307stanbul"));
      assertThat(UserName.parse("\u0131stanbul")).contains(new UserName("\u0131stanbul"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aNameHasAtMost253Octets() {
    assertThat(UserName.parse("a".repeat(253))).isPresent();
    assertThat(UserName.parse("a".repeat(254))).isEmpty();
    assertThat(UserName.parse("\u00e9".repeat(126))).isPresent();
    assertThat(UserName.parse("\u00e9".repeat(127))).isEmpty();
  }

  @Test
  void visibleAsciiIsPreparedAsTheProfileDoes() {
    for (char c = '!'; c <= '~'; c++) {
      String typed = "a" + c;
      assertThat(UserName.parse(typed).orElseThrow().text())
          .isEqualTo(PrecisProfiles.USERNAME_CASE_MAPPED.enforce(typed));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Corp", "a b", "a@b", "a\\b", "a/b"})
  void aRealmThatCouldNotBeToldFromANameIsRefused(String text) {
    assertThatThrownBy(() -> new RealmName(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRealmIsReadInAnyCase() {
    assertThat(RealmName.parse("Example.COM")).contains(new RealmName("example.com"));
    assertThat(RealmName.parse("a@b")).isEmpty();
    assertThat(RealmName.parse("\uff20")).isEmpty();
  }

  /// The first 32 digits that `printf 'local\0jdoe' | sha256sum` prints.
  @Test
  void anIdFollowsFromRealmAndName() {
    assertThat(UserId.of(RealmName.LOCAL, new UserName("jdoe")).value())
        .hasToString("d0e3a2a0-ea44-975e-6f92-073eaa912ef6");
    assertThat(UserId.of(new RealmName("localj"), new UserName("doe")))
        .isNotEqualTo(UserId.of(RealmName.LOCAL, new UserName("jdoe")));
  }
}
