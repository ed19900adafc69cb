package dev.postern.access;

import dev.postern.access.AccessDecision.Accept;
import dev.postern.access.AccessDecision.Challenge;
import dev.postern.access.AccessDecision.Discard;
import dev.postern.access.AccessDecision.Prove;
import dev.postern.access.AccessDecision.Reject;
import dev.postern.accounting.SessionClass;
import dev.postern.eap.EapConversations;
import dev.postern.gateway.GatewayPolicy;
import dev.postern.gateway.GatewayRequest;
import dev.postern.mschap.MppeKeys;
import dev.postern.mschap.ProofAttributes;
import dev.postern.octets.Octets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.CleanText;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.Reply;
import dev.postern.radius.Salts;
import dev.postern.reply.Admission;
import dev.postern.reply.Grant;
import dev.postern.reply.Replies;
import dev.postern.reply.Replying;
import dev.postern.user.User;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Packet to request, decision to packet: the only class of this room that knows attributes by
/// number.
public final class AccessHandler {
  private static final Logger LOG = LoggerFactory.getLogger(AccessHandler.class);
  private static final int FORTINET = 12356;
  private static final int FORTINET_CLIENT_IP = 2;
  private static final int FORTINET_VDOM = 3;
  private static final int LONGEST_SOURCE = 64;

  private static final Pattern PORT_BEHIND = Pattern.compile("(?<=[\\p{XDigit}:.])\\[\\d{1,5}]$");

  private final AccessFlow flow;
  private final Replies replies;
  private final RequestIds ids;
  private final SessionClass classes;
  private final EapLogins eap;
  private final BooleanSupplier serving;
  private final LoginMeter meter;
  private final Set<String> toldShortened = ConcurrentHashMap.newKeySet(); // as many as gateways

  /// `serving` tells whether this node may decide logins at all: while its clock is off it is
  /// silent.
  public AccessHandler(
      AccessFlow flow,
      Replies replies,
      RequestIds ids,
      EapConversations conversations,
      SessionClass classes,
      BooleanSupplier serving,
      LoginMeter meter) {
    this.flow = flow;
    this.eap = new EapLogins(flow, conversations);
    this.replies = replies;
    this.ids = ids;
    this.classes = classes;
    this.serving = serving;
    this.meter = meter;
  }

  /// Answers an Access-Request; empty to send nothing.
  public Optional<Reply> answer(GatewayRequest received) {
    if (!serving.getAsBoolean()) {
      return Optional.empty();
    }
    meter.stage(LoginMeter.Stage.QUEUE, flow.nanos() - received.arrivedNanos());
    var request = read(received);
    if (!EapLogins.asks(received.packet())) {
      return decided(received, new Decided(request, flow.decide(request), List.of()));
    }
    return switch (eap.answer(received, request)) {
      case EapAnswer.Say(Reply reply, Decided decided) -> {
        if (decided != null) {
          observed(received, decided);
        }
        yield Optional.of(reply);
      }
      case EapAnswer.Ignore(String because) -> {
        LOG.debug("{} stays unanswered: {}", request.requestId(), because);
        yield Optional.empty();
      }
      case EapAnswer.Tell(Decided decided) -> decided(received, decided);
    };
  }

  /// A decision, what it is about, what goes with the reply beside what is granted, and the keys
  /// that an EAP conversation came to.
  record Decided(
      AccessRequest request,
      AccessDecision decision,
      List<Attribute> attributes,
      @Nullable MppeKeys keys) {
    Decided(AccessRequest request, AccessDecision decision, List<Attribute> attributes) {
      this(request, decision, attributes, null);
    }
  }

  private Optional<Reply> decided(GatewayRequest received, Decided decided) {
    observed(received, decided);
    return reply(decided, received);
  }

  private void observed(GatewayRequest received, Decided decided) {
    String gateway = received.gateway().name();
    String outcome = outcome(decided.decision);
    meter.decided(gateway, outcome, flow.nanos() - received.arrivedNanos());
    LOG.debug("{} from {}: {}", decided.request.requestId(), gateway, outcome);
  }

  private static String outcome(AccessDecision decision) {
    return switch (decision) {
      case Accept(var _, var _) -> "accept";
      case Challenge(var _, var _, var _), Prove(var _, var _) -> "challenge";
      case Reject(RejectReason reason, var _) -> reason.name();
      case Discard(String _) -> "discard";
    };
  }

  private AccessRequest read(GatewayRequest received) {
    Packet packet = received.packet();
    return new AccessRequest(
        received.gateway(),
        ids.next(),
        received.arrivedNanos(),
        packet.text(AttributeNumber.USER_NAME),
        ProofAttributes.read(packet, received.secret()),
        packet.first(AttributeNumber.STATE).orElse(null),
        packetDigest(received),
        described(packet));
  }

  private static Octets packetDigest(GatewayRequest received) {
    Packet packet = received.packet();
    return Traces.digest(
        received.source().toString(),
        String.valueOf(packet.identifier()),
        packet.authenticator().toString());
  }

  private static AccessRequest.Described described(Packet packet) {
    String station = withoutPort(clean(packet.text(AttributeNumber.CALLING_STATION_ID)));
    String source =
        station.isEmpty()
            ? packet.firstOfVendor(FORTINET, FORTINET_CLIENT_IP).map(AccessHandler::ip).orElse("")
            : station;
    return new AccessRequest.Described(
        source,
        clean(packet.text(AttributeNumber.ACCT_SESSION_ID)),
        clean(packet.text(AttributeNumber.CONNECT_INFO)),
        clean(packet.text(AttributeNumber.NAS_IDENTIFIER)),
        packet.firstOfVendor(FORTINET, FORTINET_VDOM).map(o -> clean(o.utf8())).orElse(""));
  }

  /// strongSwan writes the client's port behind its address, which is another at every connection.
  private static String withoutPort(String station) {
    return PORT_BEHIND.matcher(station).replaceFirst("");
  }

  private static String ip(Octets address) {
    try {
      return InetAddress.getByAddress(address.toArray()).getHostAddress();
    } catch (UnknownHostException _) {
      return ""; // neither four octets nor sixteen
    }
  }

  private static String clean(String text) {
    return CleanText.of(text, LONGEST_SOURCE);
  }

  private Optional<Reply> reply(Decided decided, GatewayRequest received) {
    AccessRequest request = decided.request;
    GatewayPolicy policy = request.policy();
    return switch (decided.decision) {
      case Accept accept -> accept(decided, accept, received);
      case Challenge(Octets state, String prompt, Duration floor) ->
          Optional.of(
              new Reply(
                  PacketCode.ACCESS_CHALLENGE,
                  ReplyAttributes.asking(policy, state, prompt),
                  floor));
      case Reject(RejectReason _, Duration floor) ->
          Optional.of(new Reply(PacketCode.ACCESS_REJECT, rejecting(decided), floor));
      case Prove(var _, var _) -> throw new AssertionError("the server proves itself within EAP");
      case Discard(String because) -> {
        LOG.warn("{} stays unanswered: {}", request.requestId(), because);
        yield Optional.empty();
      }
    };
  }

  /// What the proof is answered with, then what is granted. Whatever is hidden in the packet has
  /// its salt from one source, so that none comes twice (RFC 2868, section 3.5).
  private Optional<Reply> accept(Decided decided, Accept accept, GatewayRequest received) {
    var request = decided.request;
    var salts = new Salts(flow.random());
    var accepting = new ArrayList<>(decided.attributes);
    accepting.addAll(ProofReplies.keys(decided.keys, received, salts));
    accepting.addAll(ProofReplies.accepting(accept.answer(), received, salts));
    var tie = tie(request, accept.user());
    int taken = ReplyAttributes.octets(accepting) + tie.length();
    int room = PacketCodec.room(received.packet()) - taken;
    return switch (replies.to(admission(request, accept.user()), request.policy(), room)) {
      case Replying.Granted(var _, List<Grant> grants, int leftOut) -> {
        shortened(request, leftOut);
        boolean eap = received.packet().has(AttributeNumber.EAP_MESSAGE);
        var fit = grants.stream().filter(grant -> !eap || ReplyAttributes.besideEap(grant));
        accepting.addAll(ReplyAttributes.granted(fit.toList(), received, salts));
        accepting.add(tie); // last: there are gateways that take the first Class for a group
        yield Optional.of(new Reply(PacketCode.ACCESS_ACCEPT, accepting, Duration.ZERO));
      }
      case Replying.Broken(String rule, String why) -> {
        LOG.error("{} stays unanswered: reply rule {}: {}", request.requestId(), rule, why);
        yield Optional.empty();
      }
    };
  }

  /// What ties the session that follows to this login.
  private Attribute tie(AccessRequest request, User user) {
    var login = new SessionClass.Login(user.id(), request.requestId());
    return new Attribute(AttributeNumber.CLASS, classes.of(login));
  }

  private static Admission admission(AccessRequest request, User user) {
    var described = request.described();
    return new Admission(
        user,
        request.gateway().name(),
        described.connectInfo(),
        described.nasIdentifier(),
        described.vdom());
  }

  private static List<Attribute> rejecting(Decided decided) {
    var rejecting = new ArrayList<>(decided.attributes);
    rejecting.addAll(ProofReplies.rejecting(decided.request.proof()));
    return rejecting;
  }

  private void shortened(AccessRequest request, int leftOut) {
    String gateway = request.gateway().name();
    if (leftOut > 0) {
      meter.shortened(gateway, leftOut);
      if (toldShortened.add(gateway)) {
        LOG.warn(
            "gateway {}: the Access-Accept to {} went without {} attributes, which did not fit into"
                + " 4096 octets, and others may; hint: fewer groups, or groups-as none",
            gateway,
            request.requestId(),
            leftOut);
      }
    }
  }
}
