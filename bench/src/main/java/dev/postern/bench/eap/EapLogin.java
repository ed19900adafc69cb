package dev.postern.bench.eap;

import dev.postern.bench.eap.GatewaySocket.Exchange;
import dev.postern.mschap.MppeKeys;
import dev.postern.mschap.MsChapReply;
import dev.postern.octets.Octets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A whole login by EAP (RFC 3579): the client's name, then its method until the server decides.
/// Accepted is only who was told so by EAP-Success, and has the very keys that the gateway got.
public final class EapLogin {
  /// How a login ended.
  public enum End {
    ACCEPTED,
    REJECTED,
    UNANSWERED
  }

  private static final int MOST_TURNS = 30;
  private static final int FRAMED_MTU = 1400;

  private final GatewaySocket socket;
  private final String name;
  private final EapPeer peer;

  public EapLogin(GatewaySocket socket, String name, EapPeer peer) {
    this.socket = socket;
    this.name = name;
    this.peer = peer;
  }

  public End run() throws IOException {
    return run(MOST_TURNS);
  }

  /// Goes only so many turns, and leaves the conversation open if it has not ended by then.
  public End run(int turns) throws IOException {
    var say = EapFrame.response(0, EapFrame.IDENTITY, Octets.utf8(name));
    Octets state = null;
    for (int turn = 0; turn < turns; turn++) {
      Optional<Exchange> asked = socket.ask(attributes(say, state));
      if (asked.isEmpty()) {
        return End.UNANSWERED;
      }
      var reply = asked.get().reply();
      if (reply.code() != PacketCode.ACCESS_CHALLENGE) {
        return end(asked.get());
      }
      state = reply.first(AttributeNumber.STATE).orElse(null);
      say = answer(frame(reply));
    }
    return End.UNANSWERED;
  }

  private List<Attribute> attributes(EapFrame say, @Nullable Octets state) {
    var attributes = new ArrayList<Attribute>();
    attributes.add(Attribute.text(AttributeNumber.USER_NAME, name));
    attributes.add(Attribute.text(AttributeNumber.NAS_IDENTIFIER, "bench"));
    byte[] mtu = {0, 0, (byte) (FRAMED_MTU >> 8), (byte) FRAMED_MTU};
    attributes.add(new Attribute(AttributeNumber.FRAMED_MTU, Octets.copyOf(mtu)));
    Octets octets = say.octets();
    for (int at = 0; at < octets.length(); at += Attribute.LONGEST_VALUE) {
      int end = Math.min(octets.length(), at + Attribute.LONGEST_VALUE);
      attributes.add(new Attribute(AttributeNumber.EAP_MESSAGE, octets.slice(at, end)));
    }
    if (state != null) {
      attributes.add(new Attribute(AttributeNumber.STATE, state));
    }
    return attributes;
  }

  private static EapFrame frame(Packet reply) throws IOException {
    return EapFrame.read(Octets.join(reply.all(AttributeNumber.EAP_MESSAGE)))
        .orElseThrow(() -> new IOException("a reply to EAP without a sound EAP-Message"));
  }

  private EapFrame answer(EapFrame asked) {
    if (asked.type() == peer.type()) {
      return EapFrame.response(asked.identifier(), peer.type(), peer.answer(asked.data()));
    }
    var wish = Octets.copyOf(new byte[] {(byte) peer.type()});
    return EapFrame.response(asked.identifier(), EapFrame.NAK, wish);
  }

  private End end(Exchange last) throws IOException {
    if (last.reply().code() != PacketCode.ACCESS_ACCEPT) {
      return End.REJECTED;
    }
    MppeKeys keys =
        MsChapReply.keysOf(last.reply(), last.request(), socket.secret())
            .orElseThrow(() -> new IOException("an Accept without keys"));
    var ours = peer.masterSessionKey().orElseThrow(() -> new IOException("accepted too early"));
    int half = ours.length() / 2;
    boolean same = keys.receive().equals(ours.first(half)) && keys.send().equals(ours.last(half));
    if (frame(last.reply()).code() != EapFrame.SUCCESS || !same) {
      throw new IOException("an Accept without EAP-Success, or with other keys than the client's");
    }
    return End.ACCEPTED;
  }
}
