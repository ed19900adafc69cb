package dev.postern.access;

import dev.postern.access.AccessDecision.Accept;
import dev.postern.access.AccessDecision.Challenge;
import dev.postern.access.AccessDecision.Discard;
import dev.postern.access.AccessDecision.Reject;
import dev.postern.eap.EapConversation;
import dev.postern.eap.EapConversations;
import dev.postern.eap.EapFailure;
import dev.postern.eap.EapMessage;
import dev.postern.eap.EapTurn;
import dev.postern.gateway.EapUse;
import dev.postern.gateway.GatewayRequest;
import dev.postern.mschap.MppeKeys;
import dev.postern.mschap.MsChapReply;
import dev.postern.octets.Octets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.Reply;
import dev.postern.radius.Salts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Logins by EAP (RFC 3579): the conversation goes on until there is a name and a password, which
/// are decided as those of any other login; then its end is told with the decision. No reply here
/// bears a Reply-Message beside the EAP-Message (section 2.6.5).
final class EapLogins {
  /// What a packet may have that comes without Framed-MTU (RFC 3748, section 3.1).
  private static final int USUAL_LONGEST = 1020;

  /// A reply of one Ethernet frame, whatever Framed-MTU says.
  private static final int LONGEST = 1300;

  private static final int SHORTEST = 100;

  /// Framed-MTU counts the header of what carries EAP to the client.
  private static final int CARRIER = 4;

  /// What an Access-Challenge holds beside the EAP-Message: the State.
  private static final int STATE = 2 + 16;

  private static final int KEY = 32;

  private final AccessFlow flow;
  private final EapConversations conversations;

  EapLogins(AccessFlow flow, EapConversations conversations) {
    this.flow = flow;
    this.conversations = conversations;
  }

  /// Whether the request is one by EAP; one with another proof beside it is none (RFC 3579, section
  /// 3.3).
  static boolean asks(Packet packet) {
    return packet.has(AttributeNumber.EAP_MESSAGE)
        && Stream.of(
                AttributeNumber.USER_PASSWORD,
                AttributeNumber.CHAP_PASSWORD,
                AttributeNumber.ARAP_PASSWORD)
            .noneMatch(packet::has);
  }

  EapAnswer answer(GatewayRequest received, AccessRequest request) {
    return switch (conversations.hear(message(received.packet(), request))) {
      case EapTurn.Ask(Octets state, Octets packet) ->
          new EapAnswer.Ask(ask(state, packet, Duration.ZERO));
      case EapTurn.Shown shown -> decide(received, request, shown);
      case EapTurn.Over(EapFailure why, Octets packet) -> over(request, why, packet);
      case EapTurn.Ignored(String because) -> new EapAnswer.Ignore(because);
    };
  }

  private static EapMessage message(Packet packet, AccessRequest request) {
    return new EapMessage(
        request.gateway().name(),
        request.userName(),
        request.state(),
        Octets.join(packet.all(AttributeNumber.EAP_MESSAGE)),
        longest(packet),
        methods(request.policy().eap()));
  }

  private static EapMessage.Methods methods(EapUse use) {
    return switch (use) {
      case TTLS -> EapMessage.Methods.TTLS;
      case GTC -> EapMessage.Methods.TTLS_AND_GTC;
      case OFF -> EapMessage.Methods.NONE;
    };
  }

  private static int longest(Packet packet) {
    int usual =
        packet
            .first(AttributeNumber.FRAMED_MTU)
            .filter(value -> value.length() == 4 && value.at(0) + value.at(1) == 0)
            .map(value -> (value.at(2) << 8 | value.at(3)) - CARRIER)
            .orElse(USUAL_LONGEST);
    int room = PacketCodec.room(packet) - STATE;
    int fitting = room - 2 * (room / Attribute.LONGEST_VALUE + 1);
    return Math.min(Math.clamp(usual, SHORTEST, LONGEST), fitting);
  }

  private static Reply ask(Octets state, Octets packet, Duration floor) {
    var attributes = carrying(packet);
    attributes.add(new Attribute(AttributeNumber.STATE, state));
    return new Reply(PacketCode.ACCESS_CHALLENGE, attributes, floor);
  }

  /// An EAP packet in as many attributes as it takes (RFC 3579, section 3.1).
  private static List<Attribute> carrying(Octets packet) {
    var attributes = new ArrayList<Attribute>();
    for (int at = 0; at < packet.length(); at += Attribute.LONGEST_VALUE) {
      int end = Math.min(packet.length(), at + Attribute.LONGEST_VALUE);
      attributes.add(new Attribute(AttributeNumber.EAP_MESSAGE, packet.slice(at, end)));
    }
    return attributes;
  }

  private EapAnswer decide(GatewayRequest received, AccessRequest outer, EapTurn.Shown shown) {
    var shows = outer.showing(shown.name(), shown.password(), shown.answers());
    var request = shown.tunnelled() ? shows.withoutPrompt() : shows;
    var decision = flow.decide(request);
    var conversation = shown.conversation();
    return switch (decision) {
      case Accept(var _, var _) -> {
        var attributes = carrying(conversation.success());
        attributes.addAll(keys(conversation, received));
        yield new EapAnswer.Tell(new AccessHandler.Decided(request, decision, attributes));
      }
      case Reject(var _, var _) -> tell(request, decision, conversation.failure());
      case Discard(var _) ->
          new EapAnswer.Tell(new AccessHandler.Decided(request, decision, List.of()));
      case Challenge(Octets state, String prompt, Duration floor) ->
          conversations
              .ask(conversation, prompt, state, request.policy().challengeLife())
              .<EapAnswer>map(asked -> new EapAnswer.Ask(ask(asked.state(), asked.packet(), floor)))
              .orElseThrow(() -> new AssertionError("only what can ask is challenged"));
    };
  }

  /// What encrypts between gateway and client, named as at the gateway (RFC 2548, section 2.4.2):
  /// it receives with the first half of the master session key, and sends with the second.
  private List<Attribute> keys(EapConversation conversation, GatewayRequest received) {
    return conversation
        .masterSessionKey()
        .map(key -> new MppeKeys(key.last(KEY), key.first(KEY)))
        .map(keys ->
            MsChapReply.keys(keys, received.packet(), received.secret(), new Salts(flow.random())))
        .orElse(List.of());
  }

  private static EapAnswer tell(AccessRequest request, AccessDecision decision, Octets packet) {
    return new EapAnswer.Tell(new AccessHandler.Decided(request, decision, carrying(packet)));
  }

  /// Nothing can be asked of who showed nothing.
  private EapAnswer over(AccessRequest outer, EapFailure why, Octets packet) {
    var request = outer.withoutPrompt();
    return tell(request, flow.refuse(request, reason(why)), packet);
  }

  private static RejectReason reason(EapFailure why) {
    return switch (why) {
      case OFF -> RejectReason.EAP_OFF;
      case NO_METHOD -> RejectReason.EAP_NO_METHOD;
      case NO_CONVERSATION -> RejectReason.EAP_NO_CONVERSATION;
      case BROKEN -> RejectReason.EAP_BROKEN;
      case TLS -> RejectReason.EAP_TLS;
      case CERTIFICATE_REFUSED -> RejectReason.EAP_CERTIFICATE_REFUSED;
      case NO_EXTENDED_MASTER_SECRET -> RejectReason.EAP_NO_EXTENDED_MASTER_SECRET;
      case INNER_METHOD -> RejectReason.EAP_INNER_METHOD;
    };
  }
}
