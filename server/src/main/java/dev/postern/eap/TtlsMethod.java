package dev.postern.eap;

import dev.postern.eap.EapNegotiation.Offer;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// EAP-TTLS version 0 (RFC 5281; with TLS 1.3, RFC 9427): a tunnel to the server that its
/// certificate proves, and in it whatever [TtlsInner] knows. The name outside may be anybody's.
final class TtlsMethod implements EapMethod {
  private static final String LABEL = "ttls keying material";
  private static final SecretOctets NOTHING = SecretOctets.copyOf(new byte[0]);

  private final CarriedTls tls;
  private final TtlsInner inner;

  /// `offers`: the methods that are on within EAP in the tunnel; `mayAsk`: whether its clients
  /// answer questions there.
  TtlsMethod(SSLContext context, List<Offer> offers, boolean mayAsk) {
    this.tls = new CarriedTls(new TlsTunnel(context, false), LABEL, EapPacket.TTLS);
    this.inner = new TtlsInner(tls.tunnel()::challenge, offers, mayAsk);
  }

  @Override
  public int type() {
    return EapPacket.TTLS;
  }

  @Override
  public Octets begin(int identifier) {
    return CarriedTls.BEGIN;
  }

  @Override
  public MethodStep hear(Octets data, int longest) {
    return switch (tls.hear(data, longest)) {
      case CarriedTls.Heard.Ask(Octets next) -> new MethodStep.Ask(next);
      case CarriedTls.Heard.Quiet() ->
          inner.awaitsConsent()
              ? new MethodStep.Taken()
              : new MethodStep.Ask(tls.say(NOTHING, longest));
      case CarriedTls.Heard.Said(SecretOctets said) -> said(said, longest);
      case CarriedTls.Heard.Fail(EapFailure why) -> new MethodStep.Fail(why);
    };
  }

  private MethodStep said(SecretOctets said, int longest) {
    return switch (inner.hear(said, longest)) {
      case TtlsInner.Heard.Say(SecretOctets avps) -> new MethodStep.Ask(tls.say(avps, longest));
      case TtlsInner.Heard.Go(MethodStep step) -> step;
    };
  }

  @Override
  public Optional<Octets> tell(Told told, int longest) {
    return inner.tell(told, longest).map(avps -> tls.say(avps, longest));
  }

  @Override
  public boolean asks() {
    return inner.asks();
  }

  @Override
  public Optional<SecretOctets> masterSessionKey() {
    return tls.masterSessionKey();
  }
}
