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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A FortiGate takes a server for dead after six requests in a row without an answer (S9), so what
/// another node could do no better must not be silence, however odd it is.
class SilenceTest {
  private static final Octets AUTHENTICATOR = Octets.hex("5a".repeat(16));
  private static final int SILENCES_OF_A_DEAD_SERVER = 6;

  private final InMemoryLoginWorld world = new InMemoryLoginWorld();
  private final LoginStage stage = new LoginStage(world);
  private int port = 1000;

  SilenceTest() {
    stage.gateway("vpn-1", GatewaySettings.DEFAULT);
    var gone = world.user("gone", "correct-horse");
    world.enable(gone, false);
    world.user("bare", "correct-horse");
  }

  @AfterEach
  void close() {
    stage.close();
    world.close();
  }

  @Test
  @DisplayName("S9: whoever can be let in by no node is rejected each time, not met with silence")
  void whoCanNotBeLetInIsRejected() {
    answered(name("nobody"), password("correct-horse"));
    answered(name("gone"), password("correct-horse"));
    answered(name("bare"), password("correct-horse"));
    answered(name("no name"), password("correct-horse"));
    answered(password("correct-horse"));
  }

  @Test
  @DisplayName("S9: a proof that no node can check is rejected each time, not met with silence")
  void aProofThatCanNotBeCheckedIsRejected() {
    answered(name("bare"));
    answered(name("bare"), new Attribute(AttributeNumber.USER_PASSWORD, Octets.hex("00")));
    answered(
        name("bare"), new Attribute(AttributeNumber.CHAP_PASSWORD, Octets.hex("00".repeat(17))));
    answered(name("bare"), new Attribute(AttributeNumber.EAP_MESSAGE, Octets.hex("0201000501")));
    answered(
        name("bare"),
        password("000042"),
        new Attribute(AttributeNumber.STATE, Octets.utf8("a State that was never ours")));
  }

  private void answered(Attribute... attributes) {
    for (int i = 0; i < SILENCES_OF_A_DEAD_SERVER; i++) {
      var request = new Packet(PacketCode.ACCESS_REQUEST, 7, AUTHENTICATOR, List.of(attributes));
      var octets = PacketCodec.encodeRequest(request, stage.gateway("vpn-1").secret());
      var reply = stage.send(false, stage.source("vpn-1", port++), octets).reply();
      assertThat(reply.orElseThrow().toArray()[0]).isEqualTo((byte) PacketCode.ACCESS_REJECT);
    }
  }

  private static Attribute name(String name) {
    return Attribute.text(AttributeNumber.USER_NAME, name);
  }

  private Attribute password(String password) {
    var secret = stage.gateway("vpn-1").secret();
    return new Attribute(
        AttributeNumber.USER_PASSWORD,
        UserPassword.hide(SecretOctets.utf8(password), AUTHENTICATOR, secret));
  }
}
