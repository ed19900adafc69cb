package dev.postern.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.octets.SecretOctets;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShownPasswordTest {
  private static String shown(String typed) {
    return PreparedPassword.shown(SecretOctets.utf8(typed)).revealUtf8();
  }

  @Test
  void theSameCharactersAreTheSameOctets() { // RFC 8265, section 4.2.2: NFC, spaces
    assertThat(shown("gru\u0308n")).isEqualTo("gr\u00fcn");
    assertThat(shown("fu\u00df\u1680ball")).isEqualTo("fu\u00df ball");
  }

  @Test
  void whatCannotBePreparedIsComparedAsItCame() {
    assertThat(shown("tab\tand \u00fc")).isEqualTo("tab\tand \u00fc");
    assertThat(shown("plain ASCII ")).isEqualTo("plain ASCII ");
    var latin1 = SecretOctets.copyOf("gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(PreparedPassword.shown(latin1)).isEqualTo(latin1);
  }
}
