package dev.postern.eap;

import dev.postern.eap.EapNegotiation.Offer;
import dev.postern.gateway.EapPolicy;
import dev.postern.gateway.EapPrompt;
import dev.postern.gateway.EapType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The methods that this node can speak, each with what it takes.
final class EapMethods {
  private final Optional<EapCertificate> certificate;
  private final @Nullable ClientCertificates clients;
  private final RandomGenerator random;

  /// Without a certificate, without methods by TLS; without `clients`, without EAP-TLS.
  EapMethods(
      Optional<EapCertificate> certificate,
      @Nullable ClientCertificates clients,
      RandomGenerator random) {
    this.certificate = certificate;
    this.clients = clients;
    this.random = random;
  }

  /// What a gateway's client is offered, in this order.
  List<Offer> offers(EapPolicy policy) {
    return policy.methods().stream().flatMap(type -> offer(type, policy).stream()).toList();
  }

  /// What a client is offered in its tunnel, where `asks` tells whether it may be asked something
  /// in words.
  List<Offer> inner(boolean asks) {
    return List.of(msChapV2(), new Offer(EapPacket.GTC, name -> new GtcMethod(name, asks)));
  }

  private Offer msChapV2() {
    return new Offer(EapPacket.MSCHAPV2, name -> new MsChapV2Method(name, random));
  }

  private Optional<Offer> offer(EapType type, EapPolicy policy) {
    return switch (type) {
      case TTLS -> certificate.map(shown -> ttls(shown, policy.prompt() == EapPrompt.TUNNEL));
      case GTC -> Optional.of(new Offer(EapPacket.GTC, name -> new GtcMethod(name, true)));
      case TLS ->
          Optional.ofNullable(clients)
              .flatMap(asked -> certificate.map(shown -> tls(shown, asked.names())));
      case MSCHAPV2 -> Optional.of(msChapV2());
      case PEAP -> certificate.map(this::peap);
    };
  }

  /// Nothing can be asked in words within PEAP that its clients would show.
  private Offer peap(EapCertificate shown) {
    return new Offer(EapPacket.PEAP, _ -> new PeapMethod(shown.context(), inner(false), random));
  }

  /// Those that a node can offer which has a certificate, and asks for those of clients.
  static Set<EapType> spoken(boolean certificate, boolean clients) {
    return Arrays.stream(EapType.values())
        .filter(type ->
            switch (type) {
              case TTLS, PEAP -> certificate;
              case TLS -> certificate && clients;
              case GTC, MSCHAPV2 -> true;
            })
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Offer tls(EapCertificate shown, ClientNames names) {
    return new Offer(EapPacket.TLS, _ -> new TlsMethod(shown.context(), names));
  }

  private Offer ttls(EapCertificate shown, boolean asks) {
    return new Offer(EapPacket.TTLS, _ -> new TtlsMethod(shown.context(), inner(asks), asks));
  }
}
