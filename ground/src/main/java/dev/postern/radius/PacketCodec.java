package dev.postern.radius;

import static dev.postern.radius.AttributeNumber.MESSAGE_AUTHENTICATOR;
import static dev.postern.radius.AttributeNumber.PROXY_STATE;

import dev.postern.octets.Octets;
import dev.postern.radius.Decoded.Forged;
import dev.postern.radius.Decoded.Malformed;
import dev.postern.radius.Decoded.Sound;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Octets to packet and back (RFC 2865, section 3), with Message-Authenticator (RFC 3579, section
/// 3.2) verified wherever it stands in a request and put first in whatever we send, where it also
/// protects against the collision attack of CVE-2024-3596. Without state; safe on many threads.
public final class PacketCodec {
  private static final int HEADER = Packet.SHORTEST;
  private static final int AUTHENTICATOR_AT = 4;
  private static final int PROOF = 16;
  private static final int ABSENT = -1;

  private PacketCodec() {}

  /// Reads a request. Of several secrets the one that makes the Message-Authenticator right is
  /// found. Octets after the packet's Length are padding and ignored (RFC 2865, section 3).
  public static Decoded decodeRequest(Octets received, List<SharedSecret> secrets) {
    byte[] octets = received.toArray();
    Optional<String> problem = problemOf(octets);
    return problem.isPresent()
        ? new Malformed(problem.get())
        : proven(read(octets), octets, secrets);
  }

  private static Decoded proven(Packet packet, byte[] octets, List<SharedSecret> secrets) {
    int length = length(octets);
    if (packet.code() == PacketCode.ACCOUNTING_REQUEST) {
      return proven(packet, secrets, secret -> signs(octets, length, secret));
    }
    int proofAt = proofAt(octets, length);
    return proofAt == ABSENT
        ? new Sound(packet, secrets.getFirst(), false)
        : proven(packet, secrets, secret -> proves(octets, length, proofAt, secret));
  }

  private static Decoded proven(
      Packet packet, List<SharedSecret> secrets, Predicate<SharedSecret> proof) {
    for (SharedSecret secret : secrets) {
      if (proof.test(secret)) {
        return new Sound(packet, secret, true);
      }
    }
    return new Forged();
  }

  /// Whether the Request Authenticator is what this secret makes of all other octets (RFC 2866,
  /// section 3; RFC 5080, section 2.3.3). A Message-Authenticator beside it, which RFC 3579 does
  /// not have there, is not looked at: gateways do not agree on what it is made of.
  private static boolean signs(byte[] octets, int length, SharedSecret secret) {
    var blanked = Arrays.copyOf(octets, length);
    Arrays.fill(blanked, AUTHENTICATOR_AT, HEADER, (byte) 0);
    var authenticator = Arrays.copyOfRange(octets, AUTHENTICATOR_AT, HEADER);
    return MessageDigest.isEqual(secret.digestOf(blanked, length), authenticator);
  }

  /// Reads a reply to `request`: its Response Authenticator must be right, and its
  /// Message-Authenticator too if it bears one.
  public static Decoded decodeReply(Octets received, Packet request, SharedSecret secret) {
    byte[] octets = received.toArray();
    Optional<String> problem = problemOf(octets);
    if (problem.isPresent()) {
      return new Malformed(problem.get());
    }
    Packet packet = read(octets);
    int length = length(octets);
    byte[] copy = Arrays.copyOf(octets, length);
    request.authenticator().copyTo(copy, AUTHENTICATOR_AT);
    byte[] expected = secret.digestOf(copy, length);
    if (packet.identifier() != request.identifier()
        || !MessageDigest.isEqual(expected, packet.authenticator().toArray())) {
      return new Forged();
    }
    int proofAt = proofAt(copy, length);
    boolean sound = proofAt == ABSENT || proves(copy, length, proofAt, secret);
    return sound ? new Sound(packet, secret, proofAt != ABSENT) : new Forged();
  }

  /// The octets of a request, Message-Authenticator first.
  public static Octets encodeRequest(Packet request, SharedSecret secret) {
    byte[] octets = encode(request.code(), request.identifier(), request.attributes(), true);
    request.authenticator().copyTo(octets, AUTHENTICATOR_AT);
    prove(octets, secret);
    return Octets.copyOf(octets);
  }

  /// A request whose authenticator is made of its own octets: an Accounting-Request (RFC 2866,
  /// section 3), or a Disconnect-Request, which bears a Message-Authenticator too (RFC 5176,
  /// sections 2.3 and 3.4).
  public static SignedRequest sign(
      int code, int identifier, List<Attribute> attributes, SharedSecret secret) {
    boolean proven = code != PacketCode.ACCOUNTING_REQUEST;
    byte[] octets = encode(code, identifier, attributes, proven);
    if (proven) {
      prove(octets, secret);
    }
    byte[] authenticator = secret.digestOf(octets, octets.length);
    System.arraycopy(authenticator, 0, octets, AUTHENTICATOR_AT, authenticator.length);
    return new SignedRequest(read(octets), Octets.copyOf(octets));
  }

  /// The octets of the reply to a request: Message-Authenticator first, then `attributes`, then the
  /// request's Proxy-States in their order (RFC 2865, section 5.33). An Accounting-Request is
  /// answered with a Message-Authenticator only if it bears one (RFC 3579, section 3.3).
  public static Octets encodeReply(
      int code, List<Attribute> attributes, Packet request, SharedSecret secret) {
    var all = new ArrayList<>(attributes);
    for (Attribute attribute : request.attributes()) {
      if (attribute.type() == PROXY_STATE) {
        all.add(attribute);
      }
    }
    boolean proven =
        request.code() != PacketCode.ACCOUNTING_REQUEST || request.has(MESSAGE_AUTHENTICATOR);
    byte[] octets = encode(code, request.identifier(), all, proven);
    request.authenticator().copyTo(octets, AUTHENTICATOR_AT);
    if (proven) {
      prove(octets, secret);
    }
    byte[] authenticator = secret.digestOf(octets, octets.length);
    System.arraycopy(authenticator, 0, octets, AUTHENTICATOR_AT, authenticator.length);
    return Octets.copyOf(octets);
  }

  /// How many octets of attributes fit into a reply to the request, beside Message-Authenticator
  /// and its Proxy-States, all of which must come back: a packet has 4096 octets at most (RFC 2865,
  /// sections 3 and 5.33). Negative if not even those fit.
  public static int room(Packet request) {
    int room = Packet.LONGEST - HEADER - 2 - PROOF;
    for (Attribute attribute : request.attributes()) {
      room -= attribute.type() == PROXY_STATE ? attribute.length() : 0;
    }
    return room;
  }

  /// Whether the packet's first attribute is a Message-Authenticator.
  public static boolean provenFirst(Packet packet) {
    return !packet.attributes().isEmpty()
        && packet.attributes().getFirst().type() == MESSAGE_AUTHENTICATOR;
  }

  /// The octets of a packet that lacks its authenticator and, if it is to be `proven`, what makes
  /// the Message-Authenticator at its beginning right.
  private static byte[] encode(
      int code, int identifier, List<Attribute> attributes, boolean proven) {
    int begin = proven ? HEADER + 2 + PROOF : HEADER;
    int length = begin;
    for (Attribute attribute : attributes) {
      if (attribute.type() != MESSAGE_AUTHENTICATOR) {
        length += attribute.length();
      }
    }
    if (length > Packet.LONGEST) {
      throw new IllegalArgumentException("a packet of " + length + " octets is longer than 4096");
    }
    var octets = new byte[length];
    octets[0] = (byte) code;
    octets[1] = (byte) identifier;
    octets[2] = (byte) (length >> 8);
    octets[3] = (byte) length;
    if (proven) {
      octets[HEADER] = MESSAGE_AUTHENTICATOR;
      octets[HEADER + 1] = 2 + PROOF;
    }
    int at = begin;
    for (Attribute attribute : attributes) {
      if (attribute.type() != MESSAGE_AUTHENTICATOR) {
        octets[at] = (byte) attribute.type();
        octets[at + 1] = (byte) attribute.length();
        attribute.value().copyTo(octets, at + 2);
        at += attribute.length();
      }
    }
    return octets;
  }

  private static void prove(byte[] octets, SharedSecret secret) {
    System.arraycopy(secret.hmac(octets, octets.length), 0, octets, HEADER + 2, PROOF);
  }

  private static boolean proves(byte[] octets, int length, int proofAt, SharedSecret secret) {
    var blanked = Arrays.copyOf(octets, length);
    Arrays.fill(blanked, proofAt, proofAt + PROOF, (byte) 0);
    var proof = Arrays.copyOfRange(octets, proofAt, proofAt + PROOF);
    return MessageDigest.isEqual(secret.hmac(blanked, length), proof);
  }

  private static int length(byte[] octets) {
    return (octets[2] & 0xff) << 8 | (octets[3] & 0xff);
  }

  private static int proofAt(byte[] octets, int length) {
    for (int at = HEADER; at < length; at += octets[at + 1] & 0xff) {
      if ((octets[at] & 0xff) == MESSAGE_AUTHENTICATOR) {
        return at + 2;
      }
    }
    return ABSENT;
  }

  /// What keeps octets from being a packet: its Length, attributes that do not fill it exactly, or
  /// a Message-Authenticator that is doubled or of a wrong size. No secret is needed to tell.
  private static Optional<String> problemOf(byte[] octets) {
    if (octets.length < HEADER) {
      return Optional.of("shorter than 20 octets");
    }
    int length = length(octets);
    if (length < HEADER || length > Packet.LONGEST) {
      return Optional.of("its Length is not 20 to 4096");
    }
    if (length > octets.length) {
      return Optional.of("its Length is more than what arrived");
    }
    boolean proof = false;
    for (int at = HEADER; at < length; at += octets[at + 1] & 0xff) {
      int size = at + 1 < length ? octets[at + 1] & 0xff : 0;
      if (size < 2 || at + size > length || octets[at] == 0) {
        return Optional.of("an attribute does not fit");
      }
      if ((octets[at] & 0xff) == MESSAGE_AUTHENTICATOR) {
        if (proof || size != 2 + PROOF) {
          return Optional.of("a Message-Authenticator is doubled or of a wrong size");
        }
        proof = true;
      }
    }
    return Optional.empty();
  }

  private static Packet read(byte[] octets) {
    var attributes = new ArrayList<Attribute>();
    for (int at = HEADER; at < length(octets); at += octets[at + 1] & 0xff) {
      int end = at + (octets[at + 1] & 0xff);
      attributes.add(new Attribute(octets[at] & 0xff, Octets.copyOf(octets, at + 2, end)));
    }
    Octets authenticator = Octets.copyOf(octets, AUTHENTICATOR_AT, HEADER);
    return new Packet(octets[0] & 0xff, octets[1] & 0xff, authenticator, attributes);
  }
}
