package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditEntry;
import dev.postern.gateway.GatewaySettings;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Decoded.Sound;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SaltedSecret;
import dev.postern.reply.ReplyRule;
import dev.postern.reply.RuleConditions;
import dev.postern.reply.RuleReader;
import dev.postern.testing.InMemoryLoginWorld;
import dev.postern.testing.LoginStage;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// EAP from the gate to the decision, octets in, octets out.
class EapLoginsTest {
  private static final Octets NAME = Octets.hex("02010009" + "01" + "6a646f65"); // jdoe
  private static final String PASSWORD = "correct-horse";

  private final InMemoryLoginWorld world = new InMemoryLoginWorld();
  private final LoginStage stage = new LoginStage(world);
  private int identifier;

  @BeforeEach
  void furnish() {
    stage.gateway(
        "vpn-1", GatewaySettings.DEFAULT.with(Map.of("eap", "gtc", "budget-seconds", "30")));
    stage.gateway("vpn-2", GatewaySettings.DEFAULT.with(Map.of("eap", "off")));
    var jdoe = world.user("jdoe", PASSWORD, "staff");
    world.token(jdoe, "T1", TokenKind.TOTP, 6, TokenState.ACTIVE);
  }

  @AfterEach
  void close() {
    stage.close();
    world.close();
  }

  @Test
  void aCodeIsAskedForInTheConversation() {
    var password = ask("vpn-1", NAME);
    var code = ask("vpn-1", answer(password, PASSWORD), state(password));
    assertThat(eap(code).slice(5, eap(code).length()).utf8()).isEqualTo("Enter token code");
    assertThat(code.has(AttributeNumber.REPLY_MESSAGE)).isFalse();
    var end = send("vpn-1", answer(code, "000000"), state(code));
    assertThat(end.code()).isEqualTo(PacketCode.ACCESS_REJECT);
    assertThat(eap(end).at(0)).isEqualTo(4);
    assertThat(reasons()).containsExactly("", "WRONG_CODE");
  }

  @Test
  void aWrongPasswordEndsInFailureWithoutAWord() {
    var password = ask("vpn-1", NAME);
    var end = send("vpn-1", answer(password, "guessed"), state(password));
    assertThat(end.code()).isEqualTo(PacketCode.ACCESS_REJECT);
    assertThat(eap(end)).isEqualTo(Octets.hex("04020004"));
    assertThat(types(end))
        .containsExactly(AttributeNumber.MESSAGE_AUTHENTICATOR, AttributeNumber.EAP_MESSAGE);
    assertThat(reasons()).containsExactly("WRONG_PASSWORD");
  }

  @Test
  void whoNeedsNoCodeIsLetInWithSuccessAndWhatThePolicyGrants() {
    world.user("max", PASSWORD, "staff");
    stage.gateway(
        "vpn-3",
        GatewaySettings.DEFAULT.with(Map.of("eap", "gtc", "without-token", "password-alone")));
    var password = ask("vpn-3", Octets.hex("02010008" + "01" + "6d6178"), Octets.empty(), "max");
    var end = exchange("vpn-3", answer(password, PASSWORD), state(password), "max").orElseThrow();
    assertThat(end.code()).isEqualTo(PacketCode.ACCESS_ACCEPT);
    assertThat(eap(end)).isEqualTo(Octets.hex("03020004"));
    assertThat(types(end))
        .containsExactly(
            AttributeNumber.MESSAGE_AUTHENTICATOR,
            AttributeNumber.EAP_MESSAGE,
            AttributeNumber.VENDOR_SPECIFIC,
            AttributeNumber.CLASS);
  }

  @Test
  void aReplyRuleHoldsInTheConversationTooButForItsReplyMessage() {
    world.user("max", PASSWORD, "staff");
    stage.gateway(
        "vpn-3",
        GatewaySettings.DEFAULT.with(Map.of("eap", "gtc", "without-token", "password-alone")));
    var reader = new RuleReader(LoginStage.DICTIONARY);
    var when = new RuleConditions("local", "", "staff", "vpn-3", "", "", "");
    var attributes =
        List.of(
            reader.attribute("Reply-Message", SecretOctets.utf8("hello")),
            reader.attribute("Tunnel-Password:1", SecretOctets.utf8("swordfish")));
    stage.rules(List.of(new ReplyRule("staff", when, attributes)));
    var password = ask("vpn-3", Octets.hex("02010008" + "01" + "6d6178"), Octets.empty(), "max");
    var request = request(List.of(carrying(answer(password, PASSWORD))), state(password), "max");
    var secret = stage.gateway("vpn-3").secret();
    var octets = PacketCodec.encodeRequest(request, secret);
    var heard = stage.send(false, stage.source("vpn-3", 7), octets).reply().orElseThrow();
    var end = ((Sound) PacketCodec.decodeReply(heard, request, secret)).packet();
    assertThat(end.code()).isEqualTo(PacketCode.ACCESS_ACCEPT);
    assertThat(end.has(AttributeNumber.REPLY_MESSAGE)).isFalse();
    var hidden = end.first(69).orElseThrow(); // Tunnel-Password: a tag, then what is hidden
    assertThat(hidden.at(0)).isEqualTo(1);
    assertThat(
            SaltedSecret.reveal(hidden.slice(1, hidden.length()), request.authenticator(), secret))
        .hasValue(SecretOctets.utf8("swordfish"));
  }

  @Test
  void whereEapIsOffItIsRejectedAndTheAuditSaysSo() {
    assertThat(send("vpn-2", NAME, Octets.empty()).code()).isEqualTo(PacketCode.ACCESS_REJECT);
    assertThat(reasons()).containsExactly("EAP_OFF");
  }

  @Test
  void aMessageInSeveralAttributesIsOne() {
    var password = ask("vpn-1", NAME);
    var sent = answer(password, PASSWORD);
    var parts = List.of(carrying(sent.slice(0, 7)), carrying(sent.slice(7, sent.length())));
    var code = exchange("vpn-1", parts, state(password), "jdoe").orElseThrow();
    assertThat(code.code()).isEqualTo(PacketCode.ACCESS_CHALLENGE);
  }

  @Test
  void withoutMessageAuthenticatorItIsDroppedWhateverTheGatewayNeeds() {
    stage.gateway(
        "old",
        GatewaySettings.DEFAULT.with(
            Map.of(
                "eap", "gtc", "require-message-authenticator", "no", "limit-proxy-state", "yes")));
    var packet = request(List.of(carrying(NAME)), Octets.empty(), "jdoe");
    byte[] octets = PacketCodec.encodeRequest(packet, stage.gateway("old").secret()).toArray();
    byte[] without = new byte[octets.length - 18];
    System.arraycopy(octets, 0, without, 0, 20);
    System.arraycopy(octets, 38, without, 20, without.length - 20);
    without[2] = (byte) (without.length >> 8);
    without[3] = (byte) without.length;
    assertThat(stage.send(false, stage.source("old", 7), Octets.copyOf(without)).reply()).isEmpty();
  }

  @Test
  void anotherNodeDoesNotKnowTheConversation() {
    var password = ask("vpn-1", NAME);
    var packet = request(List.of(carrying(answer(password, PASSWORD))), state(password), "jdoe");
    var secret = stage.gateway("vpn-1").secret();
    var heard =
        stage.send(true, stage.source("vpn-1", 7), PacketCodec.encodeRequest(packet, secret));
    assertThat(heard.reply().orElseThrow().at(0)).isEqualTo(PacketCode.ACCESS_REJECT);
    assertThat(reasons()).containsExactly("EAP_NO_CONVERSATION");
  }

  private Packet ask(String gateway, Octets message) {
    return ask(gateway, message, Octets.empty());
  }

  private Packet ask(String gateway, Octets message, Octets state) {
    return ask(gateway, message, state, "jdoe");
  }

  private Packet ask(String gateway, Octets message, Octets state, String name) {
    var reply = exchange(gateway, message, state, name).orElseThrow();
    assertThat(reply.code()).isEqualTo(PacketCode.ACCESS_CHALLENGE);
    return reply;
  }

  private Packet send(String gateway, Octets message, Octets state) {
    return exchange(gateway, message, state, "jdoe").orElseThrow();
  }

  private Optional<Packet> exchange(String gateway, Octets message, Octets state, String name) {
    return exchange(gateway, List.of(carrying(message)), state, name);
  }

  private Optional<Packet> exchange(
      String gateway, List<Attribute> message, Octets state, String name) {
    var packet = request(message, state, name);
    var secret = stage.gateway(gateway).secret();
    var sent = PacketCodec.encodeRequest(packet, secret);
    return stage
        .send(false, stage.source(gateway, 7), sent)
        .reply()
        .map(reply -> ((Sound) PacketCodec.decodeReply(reply, packet, secret)).packet());
  }

  private Packet request(List<Attribute> message, Octets state, String name) {
    identifier++;
    var attributes = new ArrayList<>(message);
    attributes.add(Attribute.text(AttributeNumber.USER_NAME, name));
    if (!state.isEmpty()) {
      attributes.add(new Attribute(AttributeNumber.STATE, state));
    }
    var authenticator = Octets.hex("%02x".formatted(identifier).repeat(16));
    return new Packet(PacketCode.ACCESS_REQUEST, identifier, authenticator, attributes);
  }

  private static Attribute carrying(Octets message) {
    return new Attribute(AttributeNumber.EAP_MESSAGE, message);
  }

  /// The GTC Response to what was asked.
  private static Octets answer(Packet asked, String typed) {
    int length = 5 + typed.length();
    var head = Octets.hex("02%02x%04x06".formatted(eap(asked).at(1), length));
    return Octets.join(List.of(head, Octets.utf8(typed)));
  }

  private static Octets eap(Packet reply) {
    return Octets.join(reply.all(AttributeNumber.EAP_MESSAGE));
  }

  private static Octets state(Packet reply) {
    return reply.first(AttributeNumber.STATE).orElseThrow();
  }

  private static List<Integer> types(Packet reply) {
    return reply.attributes().stream().map(Attribute::type).toList();
  }

  private List<String> reasons() {
    return world.people().audited().stream()
        .filter(entry -> entry.event().startsWith("login."))
        .map(AuditEntry::reason)
        .toList();
  }
}
