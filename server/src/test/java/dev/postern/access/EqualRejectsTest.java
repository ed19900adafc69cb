package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.GatewaySettings;
import dev.postern.mschap.MsChapV2Proof;
import dev.postern.mschap.NtHash;
import dev.postern.mschap.ProofAttributes;
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
import dev.postern.user.Recoverable;
import dev.postern.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

  @Test
  @DisplayName("S1: to MS-CHAPv2, too, Rejects are the same octets whatever the reason")
  void rejectsToMsChapAreEqualToTheLastOctet() {
    try (var world = new InMemoryLoginWorld();
        var stage = new LoginStage(world)) {
      stage.gateway("vpn-1", GatewaySettings.DEFAULT);
      world.token(kept(world, "jdoe"), "T1", TokenKind.TOTP, 6, TokenState.SUSPENDED);
      world.enable(kept(world, "gone"), false);
      kept(world, "bare");
      world.user("none", "correct-horse");
      var heard =
          List.of(
              prove(stage, 1, "nobody"),
              prove(stage, 2, "jdoe"),
              prove(stage, 3, "gone"),
              prove(stage, 4, "bare"),
              prove(stage, 5, "none"));
      assertThat(heard).allMatch(LoginStage.Heard::delayed);
      assertThat(heard).extracting(LoginStage.Heard::reply).containsOnly(heard.getFirst().reply());
      assertThat(heard.getFirst().reply().orElseThrow().length()).isGreaterThan(100);
    }
  }

  private static UserId kept(InMemoryLoginWorld world, String name) {
    return world.user(name, "correct-horse", Recoverable.NT_HASH);
  }

  private static LoginStage.Heard prove(LoginStage stage, int port, String name) {
    var secret = stage.gateway("vpn-1").secret();
    var hash = NtHash.of(SecretOctets.utf8("correct-horse"));
    var proof = MsChapV2Proof.make(hash, Octets.utf8(name), new Random(7));
    var attributes = new ArrayList<>(ProofAttributes.of(proof, AUTHENTICATOR, secret));
    attributes.add(Attribute.text(AttributeNumber.USER_NAME, name));
    return send(stage, port, attributes);
  }

  private static LoginStage.Heard send(LoginStage stage, int port, String name, String typed) {
    var secret = stage.gateway("vpn-1").secret();
    var hidden = UserPassword.hide(SecretOctets.utf8(typed), AUTHENTICATOR, secret);
    return send(
        stage,
        port,
        List.of(
            Attribute.text(AttributeNumber.USER_NAME, name),
            new Attribute(AttributeNumber.USER_PASSWORD, hidden)));
  }

  private static LoginStage.Heard send(LoginStage stage, int port, List<Attribute> attributes) {
    var request = new Packet(PacketCode.ACCESS_REQUEST, 7, AUTHENTICATOR, attributes);
    var octets = PacketCodec.encodeRequest(request, stage.gateway("vpn-1").secret());
    return stage.send(false, stage.source("vpn-1", port), octets);
  }
}
