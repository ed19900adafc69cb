package dev.postern.eap;

import static dev.postern.eap.TtlsAvp.MICROSOFT;

import dev.postern.eap.EapNegotiation.Offer;
import dev.postern.eap.EapNegotiation.Step;
import dev.postern.mschap.MsChapV2Answer;
import dev.postern.mschap.PasswordProof;
import dev.postern.mschap.ProofAttributes;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// What is said in the tunnel of EAP-TTLS (RFC 5281, section 11.2): PAP, CHAP, MS-CHAP or MS-CHAPv2
/// in attributes, or EAP once more. A client shows one of them, and goes on only as far as that one
/// goes. For one thread at a time.
final class TtlsInner {
  /// What comes of what the client said.
  sealed interface Heard {
    /// This is to be said in the tunnel.
    record Say(SecretOctets avps) implements Heard {}

    record Go(MethodStep step) implements Heard {}
  }

  private enum Way {
    NONE,
    PAP,
    CHAP,
    MS_CHAP,
    MS_CHAP_V2,
    EAP
  }

  private final IntFunction<Octets> implicit;
  private final EapNegotiation eap;
  private final boolean mayAsk;
  private Way way = Way.NONE;
  private boolean asked;
  private boolean proven;

  /// `implicit` makes the challenge of so many octets that both ends have of the handshake (section
  /// 11.1); `offers` are the methods that are on within EAP; `mayAsk` tells whether the client
  /// answers questions.
  TtlsInner(IntFunction<Octets> implicit, List<Offer> offers, boolean mayAsk) {
    this.implicit = implicit;
    this.eap = new EapNegotiation(offers, 0);
    this.mayAsk = mayAsk;
  }

  Heard hear(SecretOctets said, int longest) {
    boolean more = way == Way.NONE || way == Way.EAP || asked;
    var avps = TtlsAvp.read(said);
    if (!more || avps.isEmpty()) {
      return fail(EapFailure.BROKEN);
    }
    var shown = way(avps.get());
    if (shown == Way.NONE || (way != Way.NONE && shown != way)) {
      return fail(EapFailure.INNER_METHOD);
    }
    way = shown;
    asked = false;
    return shown == Way.EAP ? eap(avps.get(), longest) : shown(avps.get());
  }

  private static Heard fail(EapFailure why) {
    return new Heard.Go(new MethodStep.Fail(why));
  }

  /// The one way that is all that the client shows; none if it shows several, or says what must be
  /// understood and is not.
  private static Way way(List<TtlsAvp> avps) {
    var ways = Arrays.stream(Way.values()).filter(way -> shows(way, avps)).toList();
    boolean others =
        ways.size() == 1
            && avps.stream().anyMatch(avp -> avp.mandatory() && !belongs(ways.getFirst(), avp));
    return ways.size() == 1 && !others ? ways.getFirst() : Way.NONE;
  }

  private static boolean shows(Way way, List<TtlsAvp> avps) {
    return avps.stream()
        .anyMatch(avp ->
            switch (way) {
              case NONE -> false;
              case PAP -> avp.is(0, TtlsAvp.USER_PASSWORD);
              case CHAP -> avp.is(0, TtlsAvp.CHAP_PASSWORD);
              case MS_CHAP -> avp.is(MICROSOFT, TtlsAvp.MS_CHAP_RESPONSE);
              case MS_CHAP_V2 -> avp.is(MICROSOFT, TtlsAvp.MS_CHAP2_RESPONSE);
              case EAP -> avp.is(0, TtlsAvp.EAP_MESSAGE);
            });
  }

  private static boolean belongs(Way way, TtlsAvp avp) {
    return shows(way, List.of(avp))
        || switch (way) {
          case NONE, EAP -> false;
          case PAP -> avp.is(0, TtlsAvp.USER_NAME);
          case CHAP -> avp.is(0, TtlsAvp.USER_NAME) || avp.is(0, TtlsAvp.CHAP_CHALLENGE);
          case MS_CHAP, MS_CHAP_V2 ->
              avp.is(0, TtlsAvp.USER_NAME) || avp.is(MICROSOFT, TtlsAvp.MS_CHAP_CHALLENGE);
        };
  }

  private Heard shown(List<TtlsAvp> avps) {
    var name = only(avps, 0, TtlsAvp.USER_NAME);
    var proof = name.flatMap(shown -> proof(avps, shown));
    return proof.isEmpty() || proof.get() instanceof PasswordProof.None
        ? fail(EapFailure.INNER_METHOD)
        : new Heard.Go(new MethodStep.Show(name.get().revealUtf8(), proof.get()));
  }

  private Optional<PasswordProof> proof(List<TtlsAvp> avps, SecretOctets name) {
    return switch (way) {
      case PAP ->
          only(avps, 0, TtlsAvp.USER_PASSWORD)
              .map(password -> new PasswordProof.Plain(unpadded(password)));
      case CHAP ->
          proof(avps, 0, TtlsAvp.CHAP_PASSWORD, TtlsAvp.CHAP_CHALLENGE, 16)
              .map(it -> ProofAttributes.chap(it.value, it.challenge));
      case MS_CHAP ->
          proof(avps, MICROSOFT, TtlsAvp.MS_CHAP_RESPONSE, TtlsAvp.MS_CHAP_CHALLENGE, 8)
              .map(it -> ProofAttributes.msChap(it.value, it.challenge));
      case MS_CHAP_V2 ->
          proof(avps, MICROSOFT, TtlsAvp.MS_CHAP2_RESPONSE, TtlsAvp.MS_CHAP_CHALLENGE, 16)
              .map(it -> ProofAttributes.msChapV2(it.value, it.challenge, octets(name)));
      case NONE, EAP -> Optional.empty();
    };
  }

  private record Response(Octets value, Octets challenge) {}

  /// The challenge and the identifier, which the response begins with, are those that both ends
  /// have: nobody gets to choose them (section 11.1).
  private Optional<Response> proof(
      List<TtlsAvp> avps, int vendor, int response, int challenge, int length) {
    var both = implicit.apply(length + 1);
    return only(avps, vendor, response)
        .map(TtlsInner::octets)
        .filter(value -> !value.isEmpty() && value.at(0) == both.at(length))
        .flatMap(value ->
            only(avps, vendor, challenge)
                .map(TtlsInner::octets)
                .filter(sent -> sent.equals(both.slice(0, length)))
                .map(sent -> new Response(value, sent)));
  }

  private static Optional<SecretOctets> only(List<TtlsAvp> avps, int vendor, int code) {
    var found = avps.stream().filter(avp -> avp.is(vendor, code)).map(TtlsAvp::value).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static Octets octets(SecretOctets secret) {
    return Octets.copyOf(secret.reveal());
  }

  /// Its length is hidden by NULs behind it.
  private static SecretOctets unpadded(SecretOctets password) {
    byte[] octets = password.reveal();
    int length = octets.length;
    while (length > 0 && octets[length - 1] == 0) {
      length--;
    }
    return SecretOctets.copyOf(Arrays.copyOf(octets, length));
  }

  /// A client begins with its name, which nobody asked it for (section 11.2.1).
  private Heard eap(List<TtlsAvp> avps, int longest) {
    var message =
        avps.stream()
            .filter(avp -> avp.is(0, TtlsAvp.EAP_MESSAGE))
            .map(avp -> octets(avp.value()))
            .toList();
    return EapPacket.response(Octets.join(message))
        .map(response ->
            switch (eap.hear(response, longest)) {
              case Step.Ask(EapPacket packet) -> new Heard.Say(carrying(packet));
              case Step.Show(String name, PasswordProof proof) ->
                  new Heard.Go(new MethodStep.Show(name, proof));
              case Step.Taken() -> new Heard.Go(new MethodStep.Taken());
              case Step.Fail(EapFailure why) ->
                  fail(why == EapFailure.NO_METHOD ? EapFailure.INNER_METHOD : why);
              case Step.Certify _, Step.Ignore _ -> fail(EapFailure.BROKEN);
            })
        .orElse(fail(EapFailure.BROKEN));
  }

  private static SecretOctets carrying(EapPacket packet) {
    return TtlsAvp.said(0, TtlsAvp.EAP_MESSAGE, packet.encoded().toArray());
  }

  /// Whether the client may now agree by saying nothing (section 11.2.4).
  boolean awaitsConsent() {
    return proven;
  }

  /// What tells the client in the tunnel; empty if its way has no words for it.
  Optional<SecretOctets> tell(Told told, int longest) {
    if (way == Way.EAP) {
      return eap.tell(told, longest).map(TtlsInner::carrying);
    }
    return switch (told) {
      case Told.Proven(MsChapV2Answer answer) -> {
        proven = true;
        byte[] text = answer.success().authenticatorResponse().reveal();
        byte[] value = new byte[1 + text.length];
        value[0] = (byte) answer.identifier();
        System.arraycopy(text, 0, value, 1, text.length);
        yield Optional.of(TtlsAvp.said(MICROSOFT, TtlsAvp.MS_CHAP2_SUCCESS, value));
      }
      case Told.Asked(String prompt) when way == Way.PAP -> {
        asked = true;
        byte[] text = prompt.getBytes(StandardCharsets.UTF_8);
        yield Optional.of(TtlsAvp.said(0, TtlsAvp.REPLY_MESSAGE, text));
      }
      case Told.Accepted _, Told.Rejected _, Told.Asked _ -> Optional.empty();
    };
  }

  boolean asks() {
    return mayAsk && (way == Way.PAP || (way == Way.EAP && eap.asks()));
  }
}
