package dev.postern.access;

import dev.postern.octets.Octets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Decoded.Sound;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.testing.LoginStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A client and its gateway, which says what the client says, each time with the State of the reply
/// before.
final class EapTalk {
  private static int talks;

  private final LoginStage stage;
  private final String gateway;
  private final String name;
  private final int port = 1000 + talks++;
  private int identifier;
  private @Nullable Packet request;
  private @Nullable Packet reply;

  EapTalk(LoginStage stage, String gateway, String name) {
    this.stage = stage;
    this.gateway = gateway;
    this.name = name;
  }

  /// Says the name.
  EapTalk begin() {
    return say(response(1, 1, Octets.utf8(name)));
  }

  /// Answers what was asked by that data.
  EapTalk answer(Octets data) {
    return answer(heard().at(4), data);
  }

  /// Answers it by a packet of another type.
  EapTalk answer(int type, Octets data) {
    return say(response(heard().at(1), type, data));
  }

  private static Octets response(int identifier, int type, Octets data) {
    var head = Octets.hex("02%02x%04x%02x".formatted(identifier, 5 + data.length(), type));
    return Octets.join(List.of(head, data));
  }

  EapTalk say(Octets message) {
    var attributes = new ArrayList<Attribute>();
    attributes.add(Attribute.text(AttributeNumber.USER_NAME, name));
    for (int at = 0; at < message.length(); at += 253) {
      var part = message.slice(at, Math.min(message.length(), at + 253));
      attributes.add(new Attribute(AttributeNumber.EAP_MESSAGE, part));
    }
    if (reply != null) {
      reply
          .first(AttributeNumber.STATE)
          .ifPresent(state -> attributes.add(new Attribute(AttributeNumber.STATE, state)));
    }
    identifier++;
    var authenticator = Octets.hex("%02x".formatted(identifier).repeat(16));
    var sent = new Packet(PacketCode.ACCESS_REQUEST, identifier, authenticator, attributes);
    var secret = stage.gateway(gateway).secret();
    var heard =
        stage.send(false, stage.source(gateway, port), PacketCodec.encodeRequest(sent, secret));
    request = sent;
    reply = ((Sound) PacketCodec.decodeReply(heard.reply().orElseThrow(), sent, secret)).packet();
    return this;
  }

  Packet request() {
    return Objects.requireNonNull(request);
  }

  Packet reply() {
    return Objects.requireNonNull(reply);
  }

  int code() {
    return reply().code();
  }

  /// The EAP packet of the last reply.
  Octets heard() {
    return Octets.join(reply().all(AttributeNumber.EAP_MESSAGE));
  }

  /// What stands behind its type.
  Octets data() {
    return heard().slice(5, heard().length());
  }
}
