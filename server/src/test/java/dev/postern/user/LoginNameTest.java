package dev.postern.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginNameTest {
  private static final Set<RealmName> CONFIGURED =
      Set.of(RealmName.LOCAL, new RealmName("corp"), new RealmName("example.com"));

  @ParameterizedTest
  @CsvSource({
    "jdoe, local, jdoe",
    "JDoe, local, jdoe",
    "jdoe@corp, corp, jdoe",
    "jdoe@CORP, corp, jdoe",
    "CORP\\JDoe, corp, jdoe",
    "corp/jdoe, corp, jdoe",
    "jdoe@Example.COM, example.com, jdoe",
    "jdoe\uff20corp, corp, jdoe",
    "\uff23\uff2f\uff32\uff30\uff3cjdoe, corp, jdoe",
    "\u0645\u062d\u0645\u062f@corp, corp, \u0645\u062d\u0645\u062f",
    "a@b@corp, corp, a@b",
    "corp\\jdoe@example.com, corp, jdoe@example.com",
  })
  void aConfiguredRealmIsTakenOff(String typed, String realm, String name) {
    assertThat(LoginName.parse(typed, CONFIGURED, RealmName.LOCAL))
        .contains(new LoginName(new RealmName(realm), new UserName(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdoe@evil",
        "evil\\jdoe",
        "evil/jdoe",
        "jdoe@corp.evil",
        "jdoe@",
        "\\jdoe",
        "@jdoe",
        "jdoe\\corp"
      })
  void anyOtherRealmIsPartOfTheName(String typed) {
    assertThat(LoginName.parse(typed, CONFIGURED, RealmName.LOCAL))
        .contains(new LoginName(RealmName.LOCAL, new UserName(typed)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "@corp",
        "corp\\",
        "corp/",
        "j doe@corp",
        "jdoe @corp",
        "jdoe@ corp",
        "jdoe@corp\u0000",
        "corp\\ jdoe"
      })
  void aRealmWithoutANameIsRefused(String typed) {
    assertThat(LoginName.parse(typed, CONFIGURED, RealmName.LOCAL)).isEmpty();
  }
}
