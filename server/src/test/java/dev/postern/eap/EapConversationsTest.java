package dev.postern.eap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.EapPolicy;
import dev.postern.gateway.EapPrompt;
import dev.postern.gateway.EapType;
import dev.postern.mschap.PasswordProof;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EapConversationsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private long nanos;
  private EapPolicy policy =
      new EapPolicy(List.of(EapType.TTLS, EapType.GTC), false, EapPrompt.OFF);
  private final EapConversations conversations =
      new EapConversations(
          new EapSettings(10, PATIENCE, List.of(), null),
          Optional.empty(),
          () -> nanos,
          new SecureRandom());

  @Test
  void anEmptyMessageIsAskedForItsName() {
    var asked = ask(hear("vpn-1", null, Octets.empty()));
    assertThat(asked.packet().at(4)).isEqualTo(EapPacket.IDENTITY);
    assertThat(begun(hear("vpn-1", asked.state(), name(asked.packet().at(1), "jdoe"))))
        .isEqualTo(EapPacket.GTC);
  }

  @Test
  void aNameIsAskedForItsPassword() {
    var asked = ask(hear("vpn-1", null, name(41, "jdoe")));
    assertThat(asked.packet()).isEqualTo(Octets.hex("012a000d06" + "50617373776f7264"));
    var shown = (EapTurn.Shown) hear("vpn-1", asked.state(), response(42, EapPacket.GTC, "secret"));
    assertThat(shown.name()).isEqualTo("jdoe");
    assertThat(shown.proof()).isEqualTo(new PasswordProof.Plain(SecretOctets.utf8("secret")));
    assertThat(shown.conversation().success()).isEqualTo(Octets.hex("032a0004"));
    assertThat(shown.conversation().failure()).isEqualTo(Octets.hex("042a0004"));
  }

  private record Question(String text) implements Held {}

  @Test
  void anotherQuestionBringsItsAnswerBack() {
    var asked = ask(hear("vpn-1", null, name(1, "jdoe")));
    var shown = (EapTurn.Shown) hear("vpn-1", asked.state(), response(2, EapPacket.GTC, "secret"));
    assertThat(shown.held()).isNull();
    var question = new Question("what was asked");
    var again =
        conversations
            .ask(shown.conversation(), "Code", question, Duration.ofMinutes(3))
            .orElseThrow();
    assertThat(again.packet()).isEqualTo(Octets.hex("0103000906" + "436f6465"));
    nanos += Duration.ofSeconds(179).toNanos();
    var code = (EapTurn.Shown) hear("vpn-1", again.state(), response(3, EapPacket.GTC, "123456"));
    assertThat(code.held()).isEqualTo(question);
  }

  @Test
  void aNakForWhatIsNotOnEndsTheConversation() {
    var asked = ask(hear("vpn-1", null, name(1, "jdoe")));
    var refusal = new EapPacket(EapPacket.RESPONSE, 2, EapPacket.NAK, Octets.hex("1a0d"));
    assertThat(hear("vpn-1", asked.state(), refusal.encoded()))
        .isEqualTo(new EapTurn.Over(EapFailure.NO_METHOD, Octets.hex("04020004")));
  }

  @Test
  void whereNoMethodIsOnNoneIsBegun() {
    policy = new EapPolicy(List.of(), false, EapPrompt.OFF);
    assertThat(hear("vpn-1", null, name(9, "jdoe")))
        .isEqualTo(new EapTurn.Over(EapFailure.OFF, Octets.hex("04090004")));
    policy = new EapPolicy(List.of(EapType.TTLS), false, EapPrompt.OFF); // without a certificate
    assertThat(hear("vpn-1", null, name(9, "jdoe"))).isInstanceOf(EapTurn.Over.class);
    assertThat(conversations.open()).isZero();
  }

  @Test
  void aNameThatIsNotTheGatewaysIsNotBelieved() {
    assertThat(hear("vpn-1", null, name(1, "root"))).isInstanceOf(EapTurn.Over.class);
  }

  @Test
  void whatAnswersNothingIsIgnoredAndTheConversationGoesOn() {
    var asked = ask(hear("vpn-1", null, name(1, "jdoe")));
    for (Octets stray :
        new Octets[] {
          response(1, EapPacket.GTC, "secret"),
          response(2, EapPacket.TTLS, "x"),
          Octets.hex("01020005" + "06"),
          Octets.empty()
        }) {
      assertThat(hear("vpn-1", asked.state(), stray)).isInstanceOf(EapTurn.Ignored.class);
    }
    assertThat(hear("vpn-1", asked.state(), response(2, EapPacket.GTC, "secret")))
        .isInstanceOf(EapTurn.Shown.class);
  }

  @Test
  void aStateIsGoodForOneTurnOfItsGatewayInTime() {
    var asked = ask(hear("vpn-1", null, name(1, "jdoe")));
    var answer = response(2, EapPacket.GTC, "secret");
    assertThat(hear("vpn-2", asked.state(), answer)).isInstanceOf(EapTurn.Over.class);
    assertThat(hear("vpn-1", asked.state(), answer)).isInstanceOf(EapTurn.Shown.class);
    assertThat(hear("vpn-1", asked.state(), answer))
        .isEqualTo(new EapTurn.Over(EapFailure.NO_CONVERSATION, Octets.hex("04020004")));
    var late = ask(hear("vpn-1", null, name(1, "jdoe")));
    nanos += PATIENCE.toNanos() + 1;
    assertThat(hear("vpn-1", late.state(), answer)).isInstanceOf(EapTurn.Over.class);
    assertThat(conversations.expired()).isEqualTo(1);
  }

  @Test
  void manyHalfConversationsOfOneGatewayAreNoHarmToAnother() {
    var other = ask(hear("vpn-2", null, name(1, "jdoe")));
    for (int i = 0; i < 10_000; i++) {
      var _ = ask(hear("vpn-1", null, name(1, "jdoe")));
    }
    assertThat(conversations.open()).isEqualTo(10);
    assertThat(conversations.displaced()).isEqualTo(9_991);
    assertThat(hear("vpn-2", other.state(), response(2, EapPacket.GTC, "secret")))
        .isInstanceOf(EapTurn.Shown.class);
  }

  @Test
  void whoseClientWentSilentMakesRoom() {
    for (int i = 0; i < 10; i++) {
      var _ = ask(hear("vpn-" + i, null, name(1, "jdoe")));
    }
    nanos += PATIENCE.toNanos() + 1;
    var _ = ask(hear("vpn-1", null, name(1, "jdoe")));
    assertThat(conversations.open()).isEqualTo(1);
    assertThat(conversations.expired()).isEqualTo(10);
    assertThat(conversations.displaced()).isZero();
  }

  private EapTurn hear(String gateway, @Nullable Octets state, Octets octets) {
    return conversations.hear(new EapMessage(gateway, "jdoe", state, octets, 1020, policy));
  }

  private static EapTurn.Ask ask(EapTurn turn) {
    assertThat(turn).isInstanceOf(EapTurn.Ask.class);
    return (EapTurn.Ask) turn;
  }

  private static int begun(EapTurn turn) {
    return ask(turn).packet().at(4);
  }

  private static Octets name(int identifier, String name) {
    return response(identifier, EapPacket.IDENTITY, name);
  }

  private static Octets response(int identifier, int type, String data) {
    return new EapPacket(EapPacket.RESPONSE, identifier, type, Octets.utf8(data)).encoded();
  }
}
