package dev.postern.eap;

import dev.postern.mschap.PasswordProof;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// EAP-TTLS version 0 (RFC 5281; with TLS 1.3, RFC 9427): a tunnel to the server that its
/// certificate proves, and in it a name and a password as in PAP. The name outside may be
/// anybody's.
final class TtlsMethod implements EapMethod {
  private static final String LABEL = "ttls keying material";
  private static final Octets BEGIN = Octets.copyOf(new byte[] {TlsFragments.START});

  private final TlsTunnel tunnel;
  private final TlsFragments fragments = new TlsFragments();
  private @Nullable SecretOctets masterSessionKey;

  TtlsMethod(SSLContext context) {
    this.tunnel = new TlsTunnel(context);
  }

  @Override
  public int type() {
    return EapPacket.TTLS;
  }

  @Override
  public Octets begin(int identifier) {
    return BEGIN;
  }

  @Override
  public MethodStep hear(Octets data, int longest) {
    return switch (fragments.take(data, longest)) {
      case TlsFragments.Taken.Bad() -> new MethodStep.Fail(EapFailure.BROKEN);
      case TlsFragments.Taken.First(Octets next) -> new MethodStep.Ask(next);
      case TlsFragments.Taken.Whole(Octets message) -> feed(message, longest);
    };
  }

  private MethodStep feed(Octets message, int longest) {
    return switch (tunnel.feed(message)) {
      case TlsTunnel.Fed.Broken(EapFailure why) -> new MethodStep.Fail(why);
      case TlsTunnel.Fed.On(Octets records, SecretOctets said) -> {
        if (tunnel.established() && masterSessionKey == null) {
          masterSessionKey = tunnel.masterSessionKey(LABEL, EapPacket.TTLS).orElse(null);
        }
        yield next(records, said, longest);
      }
    };
  }

  private MethodStep next(Octets records, SecretOctets said, int longest) {
    if (tunnel.established() && masterSessionKey == null) {
      return new MethodStep.Fail(EapFailure.NO_EXTENDED_MASTER_SECRET);
    }
    return said.isEmpty() ? new MethodStep.Ask(fragments.send(records, longest)) : shown(said);
  }

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
    return Optional.ofNullable(masterSessionKey);
  }
}
