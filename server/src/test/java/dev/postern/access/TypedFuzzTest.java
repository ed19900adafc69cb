package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OneTimeCode;
import dev.postern.secondfactor.AppendedCode;
import dev.postern.user.LoginName;
import dev.postern.user.RealmName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/// What people type, taken apart.
class TypedFuzzTest {
  private static final int LONGEST_NAME = 253;

  /// However long it is: the parts of what was typed are the whole, and a name that was prepared
  /// stays as it is.
  @FuzzTest(maxDuration = "5s")
  void whatWasTypedIsTakenApartAndNothingIsLost(byte[] octets) {
    var typed = SecretOctets.copyOf(octets, 0, octets.length);
    for (int digits = 6; digits <= 8; digits++) {
      AppendedCode.split(typed, digits).ifPresent(appended -> assertWhole(appended, octets));
    }
    String text = new String(octets, StandardCharsets.UTF_8);
    OneTimeCode.parse(text).ifPresent(code -> assertThat(code.length()).isBetween(6, 8));
    LoginName.parse(text, Set.of(RealmName.LOCAL), RealmName.LOCAL)
        .ifPresent(login -> {
          String name = login.name().text();
          assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, LONGEST_NAME);
          assertThat(login.realm()).isEqualTo(RealmName.LOCAL);
        });
  }

  private static void assertWhole(AppendedCode appended, byte[] octets) {
    byte[] password = appended.password().reveal();
    byte[] code = appended.code().reveal().getBytes(StandardCharsets.US_ASCII);
    assertThat(password).isEqualTo(Arrays.copyOf(octets, password.length));
    assertThat(code).isEqualTo(Arrays.copyOfRange(octets, password.length, octets.length));
  }
}
