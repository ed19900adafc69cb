package dev.postern.eap;

import dev.postern.certificate.Untrusted;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Why a TLS handshake failed, as far as its failure tells.
final class TlsTrouble {
  private TlsTrouble() {}

  /// A client that does not trust the certificate says so by an alert (RFC 8446, section 6.2); what
  /// is wrong with the client's own, our [dev.postern.certificate.Trust] says.
  static EapFailure why(SSLException failure) {
    String text = String.valueOf(failure.getMessage());
    if (text.contains("Received fatal alert")) {
      boolean refused = text.contains("unknown_ca") || text.contains("certificate");
      return refused ? EapFailure.CERTIFICATE_REFUSED : EapFailure.TLS;
    }
    if (text.contains("Empty client certificate chain")) {
      return EapFailure.CLIENT_CERTIFICATE_MISSING;
    }
    return untrusted(failure).map(TlsTrouble::why).orElse(EapFailure.TLS);
  }

  private static Optional<Untrusted> untrusted(Throwable failure) {
    return Stream.iterate(failure, TlsTrouble::isFailure, Throwable::getCause)
        .limit(8)
        .filter(Untrusted.class::isInstance)
        .map(Untrusted.class::cast)
        .findFirst();
  }

  private static boolean isFailure(@Nullable Throwable failure) {
    return failure != null;
  }

  private static EapFailure why(Untrusted untrusted) {
    return switch (untrusted.why()) {
      case UNKNOWN_CA -> EapFailure.CLIENT_CERTIFICATE_UNKNOWN_CA;
      case OUT_OF_DATE -> EapFailure.CLIENT_CERTIFICATE_OUT_OF_DATE;
      case REVOKED -> EapFailure.CLIENT_CERTIFICATE_REVOKED;
      case REVOCATION_UNKNOWN -> EapFailure.CLIENT_CERTIFICATE_NO_CRL;
      case UNFIT -> EapFailure.CLIENT_CERTIFICATE_UNFIT;
    };
  }
}
