package dev.postern.access;

import dev.postern.access.AccessDecision.Accept;
import dev.postern.access.AccessDecision.Challenge;
import dev.postern.access.AccessDecision.Discard;
import dev.postern.access.AccessDecision.Prove;
import dev.postern.access.AccessDecision.Reject;
import dev.postern.eap.ClientName;
import dev.postern.eap.EapConversation;
import dev.postern.eap.EapConversations;
import dev.postern.eap.EapFailure;
import dev.postern.eap.EapMessage;
import dev.postern.eap.EapTurn;
import dev.postern.eap.Held;
import dev.postern.eap.Told;
import dev.postern.gateway.GatewayRequest;
import dev.postern.mschap.MppeKeys;
import dev.postern.mschap.MsChapV2Answer;
import dev.postern.mschap.MsChapV2Proof;
import dev.postern.mschap.PasswordProof;
import dev.postern.octets.Octets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
      case EapTurn.Ask(Octets state, Octets packet) -> say(ask(state, packet, Duration.ZERO));
      case EapTurn.Shown shown -> decide(request, shown);
      case EapTurn.Certified(EapConversation conversation, ClientName name) ->
          certified(request, conversation, name);
      case EapTurn.Taken(EapConversation conversation, Held held) ->
          goOn(request, conversation, (Midway) held);
      case EapTurn.Over(EapFailure why, Octets packet) -> over(request, why, packet);
      case EapTurn.Ignored(String because) -> new EapAnswer.Ignore(because);
    };
  }

  private static EapAnswer say(Reply reply) {
    return new EapAnswer.Say(reply, null);
  }

  private static EapMessage message(Packet packet, AccessRequest request) {
    return new EapMessage(
        request.gateway().name(),
        request.userName(),
        request.state(),
        Octets.join(packet.all(AttributeNumber.EAP_MESSAGE)),
        longest(packet),
        request.policy().eap());
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

  /// Only what answers a question goes on with it; a proof by MS-CHAPv2 is answered by the server's
  /// own before anything is decided.
  private EapAnswer decide(AccessRequest outer, EapTurn.Shown shown) {
    var conversation = shown.conversation();
    Octets answers = shown.held() instanceof Midway.Asked(Octets state) ? state : null;
    if (shown.held() != null && answers == null) {
      return over(outer, EapFailure.BROKEN, conversation.failure());
    }
    var shows = outer.showing(shown.name(), shown.proof(), answers);
    var request = conversation.asks() ? shows : shows.withoutPrompt();
    boolean mutual = shown.proof() instanceof MsChapV2Proof;
    var decision = mutual ? flow.prove(request) : flow.decide(request);
    return told(request, conversation, decision);
  }

  /// A certificate comes without anything that could be asked for.
  private EapAnswer certified(AccessRequest outer, EapConversation conversation, ClientName name) {
    var none = new PasswordProof.None("a client certificate instead");
    var request = outer.showing(name.user(), none, null).withoutPrompt();
    boolean same = name.whole().equalsIgnoreCase(outer.userName());
    String alias = same ? name.user() : outer.userName();
    return told(request, conversation, flow.certified(request, alias));
  }

  private EapAnswer goOn(AccessRequest outer, EapConversation conversation, Midway held) {
    return switch (held) {
      case Midway.Proving(Pending rest) -> {
        var request = conversation.asks() ? outer : outer.withoutPrompt();
        yield told(request, conversation, flow.complete(request, rest));
      }
      case Midway.Settled(AccessHandler.Decided(var request, Accept accept, var _, var _)) ->
          new EapAnswer.Tell(accepted(request, conversation, accept));
      case Midway.Settled _ -> say(rejected(conversation, Duration.ZERO));
      case Midway.Asked _ -> over(outer, EapFailure.BROKEN, conversation.failure());
    };
  }

  /// Tells the client by its method's own words, if there are such, and else by how EAP ends.
  private EapAnswer told(
      AccessRequest request, EapConversation conversation, AccessDecision decision) {
    var decided = new AccessHandler.Decided(request, decision, List.of());
    var settled = new Midway.Settled(decided);
    return switch (decision) {
      case Accept accept ->
          conversations
              .tell(conversation, new Told.Accepted(), settled)
              .map(asked -> say(ask(asked.state(), asked.packet(), Duration.ZERO)))
              .orElseGet(() -> new EapAnswer.Tell(accepted(request, conversation, accept)));
      case Reject(var _, Duration floor) ->
          new EapAnswer.Say(
              conversations
                  .tell(conversation, new Told.Rejected(), settled)
                  .map(asked -> ask(asked.state(), asked.packet(), floor))
                  .orElseGet(() -> rejected(conversation, floor)),
              decided);
      case Prove(MsChapV2Answer answer, Pending rest) ->
          conversations
              .tell(conversation, new Told.Proven(answer), new Midway.Proving(rest))
              .map(asked -> say(ask(asked.state(), asked.packet(), Duration.ZERO)))
              .orElseThrow(() -> new AssertionError("whose proof it is wants the server's"));
      case Challenge(Octets state, String prompt, Duration floor) ->
          conversations
              .ask(conversation, prompt, new Midway.Asked(state), request.policy().challengeLife())
              .<EapAnswer>map(
                  asked -> new EapAnswer.Say(asking(request, conversation, asked, floor), decided))
              .orElseThrow(() -> new AssertionError("only what can ask is challenged"));
      case Discard _ -> new EapAnswer.Tell(decided);
    };
  }

  /// Beside a question for FortiClient stands what stood there when it was seen: the name, and
  /// Fortinet-FAC-Challenge-Code.
  private static Reply asking(
      AccessRequest request, EapConversation conversation, EapTurn.Ask asked, Duration floor) {
    var reply = ask(asked.state(), asked.packet(), floor);
    if (!conversation.asksFortiClient()) {
      return reply;
    }
    var attributes = new ArrayList<>(reply.attributes());
    attributes.add(Attribute.text(AttributeNumber.USER_NAME, request.userName()));
    attributes.add(ReplyAttributes.challengeCode());
    return new Reply(PacketCode.ACCESS_CHALLENGE, attributes, floor);
  }

  private static AccessHandler.Decided accepted(
      AccessRequest request, EapConversation conversation, Accept accept) {
    return new AccessHandler.Decided(
        request, accept, carrying(conversation.success()), keys(conversation));
  }

  private static Reply rejected(EapConversation conversation, Duration floor) {
    return new Reply(PacketCode.ACCESS_REJECT, carrying(conversation.failure()), floor);
  }

  /// What encrypts between gateway and client, named as at the gateway (RFC 2548, section 2.4.2):
  /// it receives with the first half of the master session key, and sends with the other.
  private static @Nullable MppeKeys keys(EapConversation conversation) {
    return conversation
        .masterSessionKey()
        .map(key -> new MppeKeys(key.last(key.length() / 2), key.first(key.length() / 2)))
        .orElse(null);
  }

  /// Nothing can be asked of who showed nothing.
  private EapAnswer over(AccessRequest outer, EapFailure why, Octets packet) {
    var request = outer.withoutPrompt();
    var decision = flow.refuse(request, reason(why));
    var decided = new AccessHandler.Decided(request, decision, carrying(packet));
    return new EapAnswer.Tell(decided);
  }

  private static RejectReason reason(EapFailure why) {
    return switch (why) {
      case OFF -> RejectReason.EAP_OFF;
      case NO_METHOD -> RejectReason.EAP_NO_METHOD;
      case NO_CONVERSATION -> RejectReason.EAP_NO_CONVERSATION;
      case BROKEN -> RejectReason.EAP_BROKEN;
      case TLS -> RejectReason.EAP_TLS;
      case CERTIFICATE_REFUSED -> RejectReason.EAP_CERTIFICATE_REFUSED;
      case CLIENT_CERTIFICATE_MISSING -> RejectReason.EAP_CLIENT_CERTIFICATE_MISSING;
      case CLIENT_CERTIFICATE_UNKNOWN_CA -> RejectReason.EAP_CLIENT_CERTIFICATE_UNKNOWN_CA;
      case CLIENT_CERTIFICATE_OUT_OF_DATE -> RejectReason.EAP_CLIENT_CERTIFICATE_OUT_OF_DATE;
      case CLIENT_CERTIFICATE_REVOKED -> RejectReason.EAP_CLIENT_CERTIFICATE_REVOKED;
      case CLIENT_CERTIFICATE_NO_CRL -> RejectReason.EAP_CLIENT_CERTIFICATE_NO_CRL;
      case CLIENT_CERTIFICATE_UNFIT -> RejectReason.EAP_CLIENT_CERTIFICATE_UNFIT;
      case CLIENT_CERTIFICATE_NAME -> RejectReason.EAP_CLIENT_CERTIFICATE_NAME;
      case NO_EXTENDED_MASTER_SECRET -> RejectReason.EAP_NO_EXTENDED_MASTER_SECRET;
      case PROOF_REFUSED -> RejectReason.EAP_PROOF_REFUSED;
      case INNER_METHOD -> RejectReason.EAP_INNER_METHOD;
    };
  }
}
