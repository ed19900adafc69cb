package dev.postern.eap;

import dev.postern.eap.EapNegotiation.Offer;
import dev.postern.gateway.EapPolicy;
import dev.postern.gateway.EapType;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The methods that this node can speak, each with what it takes.
final class EapMethods {
  private final Optional<EapCertificate> certificate;

  private final RandomGenerator random;

  /// Without a certificate, without methods by TLS.
  EapMethods(Optional<EapCertificate> certificate, RandomGenerator random) {
    this.certificate = certificate;
    this.random = random;
  }

  /// What a gateway's client is offered, in this order.
  List<Offer> offers(EapPolicy policy) {
    return policy.methods().stream().flatMap(type -> offer(type).stream()).toList();
  }

  /// What a client is offered in its tunnel, where `asks` tells whether it may be asked something
  /// in words.
  List<Offer> inner(boolean asks) {
    return List.of(msChapV2(), new Offer(EapPacket.GTC, name -> new GtcMethod(name, asks)));
  }

  private Offer msChapV2() {
    return new Offer(EapPacket.MSCHAPV2, name -> new MsChapV2Method(name, random));
  }

  private Optional<Offer> offer(EapType type) {
    return switch (type) {
      case TTLS ->
          certificate.map(shown -> new Offer(EapPacket.TTLS, _ -> new TtlsMethod(shown.context())));
      case GTC -> Optional.of(new Offer(EapPacket.GTC, name -> new GtcMethod(name, true)));
      case MSCHAPV2 -> Optional.of(msChapV2());
      case PEAP, TLS -> Optional.empty();
    };
  }
}
