package dev.postern.eap;

import dev.postern.mschap.PasswordProof;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// EAP-TTLS version 0 (RFC 5281; with TLS 1.3, RFC 9427): a tunnel to the server that its
/// certificate proves, and in it a name and a password as in PAP. The name outside may be
/// anybody's.
final class TtlsMethod implements EapMethod {
  private static final String LABEL = "ttls keying material";

  private final CarriedTls tls;

  TtlsMethod(SSLContext context) {
    this.tls = new CarriedTls(new TlsTunnel(context, false), LABEL, EapPacket.TTLS);
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
      case CarriedTls.Heard.Quiet() -> new MethodStep.Ask(tls.say(NOTHING, longest));
      case CarriedTls.Heard.Said(SecretOctets said) -> shown(said);
      case CarriedTls.Heard.Fail(EapFailure why) -> new MethodStep.Fail(why);
    };
  }

  private static final SecretOctets NOTHING = SecretOctets.copyOf(new byte[0]);

  private static MethodStep shown(SecretOctets said) {
    return TtlsAvp.read(said).map(TtlsMethod::shown).orElse(new MethodStep.Fail(EapFailure.BROKEN));
  }

  /// PAP in the tunnel (RFC 5281, section 11.2.5). Whatever else must be understood is not.
  private static MethodStep shown(List<TtlsAvp> avps) {
    var name = only(avps, TtlsAvp.USER_NAME);
    var password = only(avps, TtlsAvp.USER_PASSWORD);
    boolean others =
        avps.stream()
            .anyMatch(avp ->
                avp.mandatory() && !avp.is(TtlsAvp.USER_NAME) && !avp.is(TtlsAvp.USER_PASSWORD));
    return name.isEmpty() || password.isEmpty() || others
        ? new MethodStep.Fail(EapFailure.INNER_METHOD)
        : new MethodStep.Show(
            name.get().revealUtf8(), new PasswordProof.Plain(unpadded(password.get())));
  }

  private static Optional<SecretOctets> only(List<TtlsAvp> avps, int code) {
    var found = avps.stream().filter(avp -> avp.is(code)).map(TtlsAvp::value).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
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

  @Override
  public Optional<Octets> tell(Told told, int longest) {
    return Optional.empty();
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
