package dev.postern.eap;

import dev.postern.eap.EapNegotiation.Offer;
import dev.postern.gateway.EapPolicy;
import dev.postern.gateway.EapType;
import java.util.List;
import java.util.Optional;

/// The methods that this node can speak, each with what it takes.
final class EapMethods {
  private final Optional<EapCertificate> certificate;

  /// Without a certificate, without methods by TLS.
  EapMethods(Optional<EapCertificate> certificate) {
    this.certificate = certificate;
  }

  /// What a gateway's client is offered, in this order.
  List<Offer> offers(EapPolicy policy) {
    return policy.methods().stream().flatMap(type -> offer(type).stream()).toList();
  }

  private Optional<Offer> offer(EapType type) {
    return switch (type) {
      case TTLS ->
          certificate.map(shown -> new Offer(EapPacket.TTLS, _ -> new TtlsMethod(shown.context())));
      case GTC -> Optional.of(new Offer(EapPacket.GTC, name -> new GtcMethod(name, true)));
      case PEAP, MSCHAPV2, TLS -> Optional.empty();
    };
  }
}
