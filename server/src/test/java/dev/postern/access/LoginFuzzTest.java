package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.gateway.GatewaySettings;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.UserPassword;
import dev.postern.testing.InMemoryLoginWorld;
import dev.postern.testing.LoginStage;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenState;
import java.util.List;

/// Whatever octets stand in User-Name and User-Password, of any length that an attribute has, the
/// login is answered and nothing fails.
class LoginFuzzTest {
  private static final int LONGEST_NAME = 253;

  /// The first octet says how long the name is; what follows it is typed as the password.
  @FuzzTest(maxDuration = "5s")
  void anyNameAndPasswordIsAnswered(byte[] octets) {
    if (octets.length < 2) {
      return;
    }
    int nameEnd = Math.min(octets.length, 1 + Math.min(octets[0] & 0xff, LONGEST_NAME));
    int passwordEnd = Math.min(octets.length, nameEnd + UserPassword.LONGEST);
    var name = Octets.copyOf(octets, 1, nameEnd);
    var typed = SecretOctets.copyOf(octets, nameEnd, passwordEnd);
    try (var world = new InMemoryLoginWorld();
        var stage = new LoginStage(world)) {
      stage.gateway("vpn-1", GatewaySettings.DEFAULT);
      var jdoe = world.user("jdoe", "a password that nobody guesses");
      world.token(jdoe, "SIX", TokenKind.TOTP, 6, TokenState.ACTIVE);
      world.token(jdoe, "EIGHT", TokenKind.HOTP, 8, TokenState.ACTIVE);
      assertRejected(stage, 1, name, typed);
      assertRejected(stage, 2, Octets.utf8("jdoe"), typed);
    }
  }

  private static void assertRejected(LoginStage stage, int port, Octets name, SecretOctets typed) {
    var secret = stage.gateway("vpn-1").secret();
    var authenticator = Octets.hex("5a".repeat(16));
    var request =
        new Packet(
            PacketCode.ACCESS_REQUEST,
            7,
            authenticator,
            List.of(
                new Attribute(AttributeNumber.USER_NAME, name),
                new Attribute(
                    AttributeNumber.USER_PASSWORD,
                    UserPassword.hide(typed, authenticator, secret))));
    var heard =
        stage.send(false, stage.source("vpn-1", port), PacketCodec.encodeRequest(request, secret));
    assertThat(heard.reply().orElseThrow().toArray()[0]).isEqualTo((byte) PacketCode.ACCESS_REJECT);
    assertThat(heard.delayed()).isTrue();
  }
}
