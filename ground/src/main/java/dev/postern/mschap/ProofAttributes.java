package dev.postern.mschap;

import static dev.postern.mschap.Microsoft.CHAP2_RESPONSE;
import static dev.postern.mschap.Microsoft.CHAP_CHALLENGE;
import static dev.postern.mschap.Microsoft.CHAP_RESPONSE;
import static dev.postern.mschap.Microsoft.VENDOR;

import dev.postern.mschap.PasswordProof.None;
import dev.postern.mschap.PasswordProof.Plain;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Packet;
import dev.postern.radius.SharedSecret;
import dev.postern.radius.UserPassword;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a [PasswordProof] stands in an Access-Request.
public final class ProofAttributes {
  private static final int SHORTEST_CHALLENGE = 5;
  private static final int RESPONSE = 50; // of MS-CHAP and MS-CHAPv2 alike
  private static final int NT_AT = 26;
  private static final int PEER_CHALLENGE_AT = 2;
  private static final int NT_IS_THERE = 1;

  private enum Kind {
    PASSWORD,
    CHAP,
    MS_CHAP,
    MS_CHAP_V2,
    ANOTHER
  }

  private record Shown(Kind kind, Octets value) {}

  private static final Map<Integer, Kind> STANDARD =
      Map.of(
          AttributeNumber.USER_PASSWORD, Kind.PASSWORD,
          AttributeNumber.CHAP_PASSWORD, Kind.CHAP,
          AttributeNumber.ARAP_PASSWORD, Kind.ANOTHER,
          AttributeNumber.EAP_MESSAGE, Kind.ANOTHER);
  private static final Map<Integer, Kind> OF_MICROSOFT =
      Map.of(CHAP_RESPONSE, Kind.MS_CHAP, CHAP2_RESPONSE, Kind.MS_CHAP_V2);

  private ProofAttributes() {}

  /// What the request shows, if it shows one thing (RFC 2865, section 4.1; RFC 3579, section 3.3)
  /// in the form of the RFCs. EAP is not read here: beside it, nothing else may stand.
  public static PasswordProof read(Packet request, SharedSecret secret) {
    List<Shown> shown = shown(request);
    if (shown.size() != 1) {
      return new None(shown.isEmpty() ? "no proof of a password" : "more than one proof");
    }
    Octets value = shown.getFirst().value();
    return switch (shown.getFirst().kind()) {
      case PASSWORD ->
          UserPassword.reveal(value, request.authenticator(), secret)
              .<PasswordProof>map(Plain::new)
              .orElse(new None("a User-Password of an impossible length"));
      case CHAP ->
          chap(
              value, request.first(AttributeNumber.CHAP_CHALLENGE).orElse(request.authenticator()));
      case MS_CHAP -> msChap(value, challenge(request));
      case MS_CHAP_V2 ->
          msChapV2(
              value,
              challenge(request),
              request.first(AttributeNumber.USER_NAME).orElse(Octets.empty()));
      case ANOTHER -> new None("neither a password nor CHAP nor MS-CHAP");
    };
  }

  /// Every login comes through here, so nothing is made for an attribute that shows nothing.
  private static List<Shown> shown(Packet request) {
    var all = new ArrayList<Shown>(1);
    for (Attribute attribute : request.attributes()) {
      if (attribute.type() != AttributeNumber.VENDOR_SPECIFIC) {
        add(STANDARD.get(attribute.type()), attribute.value(), all);
        continue;
      }
      for (Attribute.OfVendor within : attribute.ofVendor()) {
        if (within.vendor() == VENDOR) {
          add(OF_MICROSOFT.get(within.type()), within.value(), all);
        }
      }
    }
    return all;
  }

  private static void add(@Nullable Kind kind, Octets value, List<Shown> all) {
    if (kind != null) {
      all.add(new Shown(kind, value));
    }
  }

  /// RFC 2865, section 5.3: the challenge is CHAP-Challenge, or the packet's authenticator if there
  /// is none. Section 5.40 has at least five octets in it.
  public static PasswordProof chap(Octets value, Octets challenge) {
    if (value.length() != 1 + ChapProof.RESPONSE || challenge.length() < SHORTEST_CHALLENGE) {
      return new None("a CHAP-Password or CHAP-Challenge of an impossible length");
    }
    return new ChapProof(value.at(0), challenge, secret(value, 1));
  }

  /// RFC 2548, section 2.1.3: identifier, flags, the LAN Manager response and the NT response. A
  /// peer that wants the former compared is refused: it can be broken in seconds.
  public static PasswordProof msChap(Octets value, Octets challenge) {
    if (value.length() != RESPONSE || challenge.length() != MsChapProof.CHALLENGE) {
      return new None("an MS-CHAP-Response or MS-CHAP-Challenge of an impossible length");
    }
    return value.at(1) == NT_IS_THERE
        ? new MsChapProof(value.at(0), challenge, secret(value, NT_AT))
        : new None("a LAN Manager response, which is not accepted");
  }

  /// RFC 2548, section 2.3.2: identifier, flags, the peer's challenge, eight octets of zero, and
  /// the response.
  public static PasswordProof msChapV2(Octets value, Octets challenge, Octets userName) {
    if (value.length() != RESPONSE || challenge.length() != MsChapV2Proof.CHALLENGE) {
      return new None("an MS-CHAP2-Response or MS-CHAP-Challenge of an impossible length");
    }
    return new MsChapV2Proof(
        value.at(0),
        challenge,
        value.slice(PEER_CHALLENGE_AT, PEER_CHALLENGE_AT + MsChapV2Proof.CHALLENGE),
        userName,
        secret(value, NT_AT));
  }

  /// MS-CHAP-Challenge (RFC 2548, section 2.1.2).
  private static Octets challenge(Packet request) {
    return request.firstOfVendor(VENDOR, CHAP_CHALLENGE).orElse(Octets.empty());
  }

  private static SecretOctets secret(Octets value, int from) {
    return SecretOctets.copyOf(value.toArray(), from, value.length());
  }

  /// The attributes of a request with this authenticator that [#read] makes the proof of; for
  /// MS-CHAPv2 its User-Name must stand in the request too.
  public static List<Attribute> of(PasswordProof proof, Octets authenticator, SharedSecret secret) {
    return switch (proof) {
      case Plain(SecretOctets password) ->
          List.of(
              new Attribute(
                  AttributeNumber.USER_PASSWORD,
                  UserPassword.hide(password, authenticator, secret)));
      case ChapProof(int identifier, Octets challenge, SecretOctets response) ->
          List.of(
              new Attribute(AttributeNumber.CHAP_CHALLENGE, challenge),
              new Attribute(
                  AttributeNumber.CHAP_PASSWORD,
                  layout(1 + ChapProof.RESPONSE, identifier, 0, response)));
      case MsChapProof(int identifier, Octets challenge, SecretOctets response) ->
          microsoft(challenge, CHAP_RESPONSE, layout(RESPONSE, identifier, NT_IS_THERE, response));
      case MsChapV2Proof v2 -> {
        byte[] value = layout(RESPONSE, v2.identifier(), 0, v2.ntResponse()).toArray();
        v2.peerChallenge().copyTo(value, PEER_CHALLENGE_AT);
        yield microsoft(v2.challenge(), CHAP2_RESPONSE, Octets.copyOf(value));
      }
      case None _ -> List.of();
    };
  }

  /// Identifier first, flags behind it if they fit, the response last.
  private static Octets layout(int length, int identifier, int flags, SecretOctets response) {
    byte[] value = new byte[length];
    value[1] = (byte) flags;
    value[0] = (byte) identifier;
    System.arraycopy(response.reveal(), 0, value, length - response.length(), response.length());
    return Octets.copyOf(value);
  }

  private static List<Attribute> microsoft(Octets challenge, int type, Octets response) {
    return List.of(
        Attribute.vendor(VENDOR, CHAP_CHALLENGE, challenge),
        Attribute.vendor(VENDOR, type, response));
  }
}
