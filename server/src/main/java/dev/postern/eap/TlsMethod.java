package dev.postern.eap;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// EAP-TLS (RFC 5216; with TLS 1.3, RFC 9190): the client shows a certificate, and the name in it
/// is whom it is taken for. With TLS 1.3 who is let in is told so within TLS.
final class TlsMethod implements EapMethod {
  private static final String LABEL = "client EAP encryption";

  /// The protected success indication (RFC 9190, section 2.5).
  private static final SecretOctets SUCCESS = SecretOctets.copyOf(new byte[1]);

  private final CarriedTls tls;
  private final ClientNames names;
  private boolean shown;

  TlsMethod(SSLContext context, ClientNames names) {
    this.tls = new CarriedTls(new TlsTunnel(context, true), LABEL, EapPacket.TLS);
    this.names = names;
  }

  @Override
  public int type() {
    return EapPacket.TLS;
  }

  @Override
  public Octets begin(int identifier) {
    return CarriedTls.BEGIN;
  }

  /// The client has nothing to say within TLS.
  @Override
  public MethodStep hear(Octets data, int longest) {
    return switch (tls.hear(data, longest)) {
      case CarriedTls.Heard.Ask(Octets next) -> new MethodStep.Ask(next);
      case CarriedTls.Heard.Quiet() -> shown ? new MethodStep.Taken() : certified();
      case CarriedTls.Heard.Said(var _) -> new MethodStep.Fail(EapFailure.BROKEN);
      case CarriedTls.Heard.Fail(EapFailure why) -> new MethodStep.Fail(why);
    };
  }

  private MethodStep certified() {
    shown = true;
    return tls.tunnel()
        .clientCertificate()
        .flatMap(names::of)
        .<MethodStep>map(MethodStep.Certified::new)
        .orElse(new MethodStep.Fail(EapFailure.CLIENT_CERTIFICATE_NAME));
  }

  @Override
  public Optional<Octets> tell(Told told, int longest) {
    return told instanceof Told.Accepted && tls.tunnel().tls13()
        ? Optional.of(tls.say(SUCCESS, longest))
        : Optional.empty();
  }

  @Override
  public boolean asks() {
    return false;
  }

  @Override
  public Optional<SecretOctets> masterSessionKey() {
    return tls.masterSessionKey();
  }
}
