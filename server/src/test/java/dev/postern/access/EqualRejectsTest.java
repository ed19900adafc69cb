package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Requests with one identifier and one authenticator, from ports of their own: so their replies
/// are equal to the last octet if nothing in them depends on the reason.
class EqualRejectsTest {
  private static final Octets AUTHENTICATOR = Octets.hex("5a".repeat(16));

  @Test
  @DisplayName(
      "S1: unknown user, wrong password, wrong code: the same octets, none before the floor")
  void rejectsAreEqualToTheLastOctet() {
    try (var world = new InMemoryLoginWorld();
        var stage = new LoginStage(world)) {
      stage.gateway("vpn-1", GatewaySettings.DEFAULT.with(Map.of("code", "appended")));
      var jdoe = world.user("jdoe", "correct-horse");
      world.token(jdoe, "T1", TokenKind.TOTP, 6, TokenState.ACTIVE);
      var gone = world.user("gone", "correct-horse");
      world.enable(gone, false);
      world.user("bare", "correct-horse");
      var heard =
          List.of(
              send(stage, 1, "nobody", "correct-horse000042"),
              send(stage, 2, "jdoe", "wrong-horse000042"),
              send(stage, 3, "jdoe", "correct-horse000042"),
              send(stage, 4, "gone", "correct-horse000042"),
              send(stage, 5, "bare", "correct-horse000042"),
              send(stage, 6, "no name", "correct-horse000042"));
      assertThat(heard).allMatch(LoginStage.Heard::delayed);
      assertThat(heard).extracting(LoginStage.Heard::reply).containsOnly(heard.getFirst().reply());
      assertThat(heard.getFirst().reply()).isPresent();
    }
  }

  private static LoginStage.Heard send(LoginStage stage, int port, String name, String typed) {
    var secret = stage.gateway("vpn-1").secret();
    var hidden = UserPassword.hide(SecretOctets.utf8(typed), AUTHENTICATOR, secret);
    var request =
        new Packet(
            PacketCode.ACCESS_REQUEST,
            7,
            AUTHENTICATOR,
            List.of(
                Attribute.text(AttributeNumber.USER_NAME, name),
                new Attribute(AttributeNumber.USER_PASSWORD, hidden)));
    var octets = PacketCodec.encodeRequest(request, secret);
    return stage.send(false, stage.source("vpn-1", port), octets);
  }
}
