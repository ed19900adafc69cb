package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditEntry;
import dev.postern.eap.MsChapV2Peer;
import dev.postern.gateway.GatewaySettings;
import dev.postern.mschap.MsChapReply;
import dev.postern.octets.Octets;
import dev.postern.otp.Otp;
import dev.postern.otp.OtpParameters;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.PacketCode;
import dev.postern.testing.InMemoryLoginWorld;
import dev.postern.testing.LoginStage;
import dev.postern.testing.LoginWorld;
import dev.postern.token.KeyedToken;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenState;
import dev.postern.user.Recoverable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// EAP-MSCHAPv2 from the gate to the decision, octets in, octets out.
class EapMsChapTest {
  private static final int NAK = 3;
  private static final int SUCCESS_REQUEST = 3;
  private static final int FAILURE_REQUEST = 4;
  private static final String PASSWORD = "correct-horse";

  private final InMemoryLoginWorld world = new InMemoryLoginWorld();
  private final LoginStage stage = new LoginStage(world);

  @BeforeEach
  void furnish() {
    stage.gateway("vpn-1", settings(Map.of()));
    stage.gateway("vpn-2", settings(Map.of("without-token", "password-alone")));
    world.user("max", PASSWORD, Recoverable.NT_HASH, "staff");
    world.user("eva", PASSWORD);
    var jdoe = world.user("jdoe", PASSWORD, Recoverable.NT_HASH);
    world.token(jdoe, "T1", TokenKind.TOTP, 6, TokenState.ACTIVE);
  }

  private static GatewaySettings settings(Map<String, String> more) {
    return GatewaySettings.DEFAULT
        .with(Map.of("eap", "mschapv2,gtc", "budget-seconds", "30"))
        .with(more);
  }

  @AfterEach
  void close() {
    stage.close();
    world.close();
  }

  @Test
  void theServerProvesItselfBeforeItLetsAnybodyIn() {
    var talk = new EapTalk(stage, "vpn-2", "max").begin();
    var peer = new MsChapV2Peer("max", PASSWORD);
    talk.answer(peer.answer(talk.data()));
    assertThat(talk.code()).isEqualTo(PacketCode.ACCESS_CHALLENGE);
    assertThat(talk.data()).matches(peer::believes);
    assertThat(types(talk))
        .containsExactly(
            AttributeNumber.MESSAGE_AUTHENTICATOR,
            AttributeNumber.EAP_MESSAGE,
            AttributeNumber.STATE);
    int identifier = talk.heard().at(1);
    talk.answer(MsChapV2Peer.TAKEN);
    assertThat(talk.code()).isEqualTo(PacketCode.ACCESS_ACCEPT);
    assertThat(talk.heard()).isEqualTo(Octets.hex("03%02x0004".formatted(identifier)));
    assertThat(MsChapReply.successOf(talk.reply())).isEmpty();
    assertThat(talk.reply().has(AttributeNumber.REPLY_MESSAGE)).isFalse();
    assertThat(MsChapReply.keysOf(talk.reply(), talk.request(), stage.gateway("vpn-2").secret()))
        .hasValue(peer.wanted().keys());
    assertThat(audited()).containsExactly("login.challenged PROOF_SHOWN", "login.accepted");
  }

  @Test
  void withoutTheClientsConsentNobodyIsLetIn() {
    var talk = new EapTalk(stage, "vpn-2", "max").begin();
    talk.answer(new MsChapV2Peer("max", PASSWORD).answer(talk.data()));
    talk.answer(MsChapV2Peer.REFUSED);
    assertThat(talk.code()).isEqualTo(PacketCode.ACCESS_REJECT);
    assertThat(audited())
        .containsExactly("login.challenged PROOF_SHOWN", "login.rejected EAP_PROOF_REFUSED");
  }

  /// Users by reason: each hears the same, and the failure is counted once, when it is decided.
  @ParameterizedTest
  @CsvSource({
    "max, wrong-horse, vpn-2, WRONG_PASSWORD",
    "max, correct-horse, vpn-1, NO_TOKEN",
    "eva, correct-horse, vpn-2, PASSWORD_NOT_KEPT",
    "nobody, correct-horse, vpn-2, UNKNOWN_USER"
  })
  void whoIsRejectedIsToldSoInTheMethodAndByFailure(
      String name, String password, String gateway, String reason) {
    var talk = new EapTalk(stage, gateway, name).begin();
    talk.answer(new MsChapV2Peer(name, password).answer(talk.data()));
    assertThat(talk.code()).isEqualTo(PacketCode.ACCESS_CHALLENGE);
    assertThat(talk.data().at(0)).isEqualTo(FAILURE_REQUEST);
    assertThat(talk.data().slice(4, talk.data().length()).utf8())
        .matches("E=691 R=0 C=[0-9A-F]{32} V=3 M=Login failed");
    talk.answer(MsChapV2Peer.REFUSED);
    assertThat(talk.code()).isEqualTo(PacketCode.ACCESS_REJECT);
    assertThat(types(talk))
        .containsExactly(AttributeNumber.MESSAGE_AUTHENTICATOR, AttributeNumber.EAP_MESSAGE);
    assertThat(talk.heard().at(0)).isEqualTo(4);
    assertThat(audited()).containsExactly("login.rejected " + reason);
  }

  /// A client that calls its rejection a success is still rejected.
  @Test
  void aRejectionIsNotTakenForConsent() {
    var talk = new EapTalk(stage, "vpn-2", "max").begin();
    talk.answer(new MsChapV2Peer("max", "wrong-horse").answer(talk.data()));
    talk.answer(MsChapV2Peer.TAKEN);
    assertThat(talk.code()).isEqualTo(PacketCode.ACCESS_REJECT);
    assertThat(audited()).containsExactly("login.rejected WRONG_PASSWORD");
  }

  @Test
  @DisplayName("S1: a lock hides whether the proof was right")
  void aLockHidesWhetherTheProofWasRight() {
    for (int i = 0; i < 20; i++) {
      var wrong = new EapTalk(stage, "vpn-2", "max").begin();
      wrong.answer(new MsChapV2Peer("max", "wrong-" + i).answer(wrong.data()));
    }
    var talk = new EapTalk(stage, "vpn-2", "max").begin();
    talk.answer(new MsChapV2Peer("max", PASSWORD).answer(talk.data()));
    assertThat(talk.data().at(0)).isEqualTo(FAILURE_REQUEST);
    assertThat(audited()).hasSize(21).last().isEqualTo("login.rejected LOCKED");
  }

  @Test
  @DisplayName(
      "S14: where nothing can be asked a password alone is rejected, and nobody challenged")
  void aPasswordAloneOfWhoHasATokenIsRejected() {
    var talk = new EapTalk(stage, "vpn-1", "jdoe").begin();
    talk.answer(new MsChapV2Peer("jdoe", PASSWORD).answer(talk.data()));
    assertThat(talk.data().at(0)).isEqualTo(FAILURE_REQUEST);
    talk.answer(MsChapV2Peer.REFUSED);
    assertThat(talk.code()).isEqualTo(PacketCode.ACCESS_REJECT);
    assertThat(audited()).containsExactly("login.rejected CODE_MISSING");
  }

  @Test
  @DisplayName(
      "S17: password and code as one secret, where the password is kept; a code alone is none")
  void theCodeStandsBehindThePassword() {
    var ida = world.user("ida", PASSWORD, Recoverable.PASSWORD);
    var token = world.token(ida, "T2", TokenKind.TOTP, 6, TokenState.ACTIVE);
    String code = code(token);
    for (String secret : List.of(PASSWORD, code, PASSWORD + "-" + code)) {
      assertThat(answered("ida", secret).data().at(0)).isEqualTo(FAILURE_REQUEST);
    }
    var talk = answered("ida", PASSWORD + code);
    assertThat(talk.data().at(0)).isEqualTo(SUCCESS_REQUEST);
    var thief = answered("ida", PASSWORD + code);
    assertThat(talk.answer(MsChapV2Peer.TAKEN).code()).isEqualTo(PacketCode.ACCESS_ACCEPT);
    assertThat(thief.answer(MsChapV2Peer.TAKEN).code()).isEqualTo(PacketCode.ACCESS_REJECT);
    assertThat(audited())
        .containsExactly(
            "login.rejected CODE_MISSING",
            "login.rejected WRONG_PASSWORD",
            "login.rejected WRONG_PASSWORD",
            "login.challenged PROOF_SHOWN",
            "login.challenged PROOF_SHOWN",
            "login.accepted",
            "login.rejected REPLAYED_CODE");
  }

  private EapTalk answered(String name, String secret) {
    var talk = new EapTalk(stage, "vpn-1", name).begin();
    return talk.answer(new MsChapV2Peer(name, secret).answer(talk.data()));
  }

  /// After the proof an Access-Challenge with a Success that is none, as it was seen on the wire of
  /// FortiAuthenticator; then EAP-GTC, whatever the client says first.
  @ParameterizedTest
  @CsvSource({"forticlient, 060601", "forticlient-5, 0506"})
  void aFortiClientIsAskedForItsCode(String prompt, String rest) {
    stage.gateway("vpn-4", settings(Map.of("eap-prompt", prompt)));
    var uma = world.user("uma", PASSWORD, Recoverable.NT_HASH);
    var token = world.token(uma, "T4", TokenKind.TOTP, 6, TokenState.ACTIVE);
    var peer = new MsChapV2Peer("uma", PASSWORD);
    var talk = new EapTalk(stage, "vpn-4", "uma").begin();
    talk.answer(peer.answer(talk.data()));
    assertThat(talk.data()).matches(peer::believes);
    int identifier = talk.heard().at(1);
    talk.answer(MsChapV2Peer.TAKEN);
    assertThat(talk.code()).isEqualTo(PacketCode.ACCESS_CHALLENGE);
    assertThat(talk.heard()).isEqualTo(Octets.hex("03%02x00".formatted(identifier) + rest));
    assertThat(types(talk))
        .containsExactly(
            AttributeNumber.MESSAGE_AUTHENTICATOR,
            AttributeNumber.EAP_MESSAGE,
            AttributeNumber.STATE,
            AttributeNumber.USER_NAME,
            AttributeNumber.VENDOR_SPECIFIC);
    talk.answer(1, Octets.utf8("uma"));
    assertThat(talk.heard().at(4)).isEqualTo(6);
    assertThat(talk.data().utf8()).isEqualTo("Enter token code");
    talk.answer(6, Octets.utf8(code(token)));
    assertThat(talk.code()).isEqualTo(PacketCode.ACCESS_ACCEPT);
    assertThat(talk.heard().slice(2, 4)).isEqualTo(Octets.hex("0004"));
    assertThat(MsChapReply.keysOf(talk.reply(), talk.request(), stage.gateway("vpn-4").secret()))
        .hasValue(peer.wanted().keys());
    assertThat(audited()).containsExactly("login.challenged PROOF_SHOWN", "login.accepted");
  }

  @Test
  void aWrongCodeEndsThePromptAndAWrongPasswordComesToNone() {
    stage.gateway("vpn-4", settings(Map.of("eap-prompt", "forticlient")));
    var talk = new EapTalk(stage, "vpn-4", "jdoe").begin();
    talk.answer(new MsChapV2Peer("jdoe", PASSWORD).answer(talk.data()));
    talk.answer(MsChapV2Peer.TAKEN);
    talk.answer(6, Octets.utf8("000000"));
    assertThat(talk.code()).isEqualTo(PacketCode.ACCESS_REJECT);
    assertThat(talk.heard().at(0)).isEqualTo(4);
    stage.gateway(
        "vpn-5", settings(Map.of("eap-prompt", "forticlient", "challenge-always", "yes")));
    var wrong = new EapTalk(stage, "vpn-5", "jdoe").begin();
    wrong.answer(new MsChapV2Peer("jdoe", "wrong-horse").answer(wrong.data()));
    assertThat(wrong.data().at(0)).isEqualTo(FAILURE_REQUEST);
    assertThat(wrong.answer(MsChapV2Peer.TAKEN).code()).isEqualTo(PacketCode.ACCESS_REJECT);
  }

  private static String code(KeyedToken token) {
    long step = LoginWorld.START.getEpochSecond() / 30;
    return Otp.code(token.key(), OtpParameters.USUAL, step).reveal();
  }

  /// As a FortiGate sent it: MSCHAPv2 or GTC instead of what was offered.
  @Test
  void aNakWithTwoTypesGetsTheOneThatIsBestToUs() {
    stage.gateway("vpn-3", settings(Map.of("eap", "gtc,mschapv2")));
    var talk = new EapTalk(stage, "vpn-3", "max").begin();
    assertThat(talk.heard().at(4)).isEqualTo(6);
    talk.answer(NAK, Octets.hex("1a06"));
    assertThat(talk.heard().at(4)).isEqualTo(26);
  }

  @Test
  void md5IsNotOffered() {
    var talk = new EapTalk(stage, "vpn-1", "max").begin();
    talk.answer(NAK, Octets.hex("04"));
    assertThat(talk.code()).isEqualTo(PacketCode.ACCESS_REJECT);
    assertThat(audited()).containsExactly("login.rejected EAP_NO_METHOD");
  }

  /// The account is that of the name that EAP began with, however the response spells it.
  @ParameterizedTest
  @CsvSource({
    "LOCAL\\max, max",
    "LOCAL\\max, LOCAL\\max",
    "max@local, max@local",
    "max, LOCAL\\max"
  })
  void aDomainMayStandBeforeTheName(String identity, String hashed) {
    var talk = new EapTalk(stage, "vpn-2", identity).begin();
    talk.answer(new MsChapV2Peer(hashed, PASSWORD).answer(talk.data()));
    assertThat(talk.data().at(0)).isEqualTo(SUCCESS_REQUEST);
    talk.answer(MsChapV2Peer.TAKEN);
    assertThat(talk.code()).isEqualTo(PacketCode.ACCESS_ACCEPT);
  }

  private static List<Integer> types(EapTalk talk) {
    return talk.reply().attributes().stream().map(Attribute::type).toList();
  }

  private List<String> audited() {
    return world.people().audited().stream()
        .filter(entry -> entry.event().startsWith("login."))
        .map(EapMsChapTest::text)
        .toList();
  }

  private static String text(AuditEntry entry) {
    return (entry.event() + " " + entry.reason()).strip();
  }
}
