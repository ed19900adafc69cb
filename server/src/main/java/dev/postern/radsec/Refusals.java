package dev.postern.radsec;

import dev.postern.certificate.Untrusted;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// What a failed handshake failed of. Where TLS itself refuses, the JDK has no types for it, only
/// words.
final class Refusals {
  private static final int DEEPEST = 10;

  private Refusals() {}

  static Refusal of(Throwable failure) {
    var untrusted = find(failure, Untrusted.class);
    if (untrusted != null) {
      return of(untrusted.why());
    }
    return switch (failure) {
      case SslHandshakeTimeoutException _ -> Refusal.TOO_SLOW;
      case NotSslRecordException _ -> Refusal.NOT_TLS;
      case ClosedChannelException _ -> Refusal.LEFT;
      case SSLException e -> ofTls(String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT));
      default -> Refusal.FAILED;
    };
  }

  private static Refusal of(Untrusted.Why why) {
    return switch (why) {
      case UNKNOWN_CA -> Refusal.UNKNOWN_CA;
      case OUT_OF_DATE -> Refusal.OUT_OF_DATE;
      case REVOKED -> Refusal.REVOKED;
      case REVOCATION_UNKNOWN -> Refusal.REVOCATION_UNKNOWN;
      case UNFIT -> Refusal.UNFIT;
    };
  }

  private static Refusal ofTls(String text) {
    if (text.contains("empty client certificate chain")
        || text.contains("null cert chain")
        || text.contains("empty server certificate chain")) {
      return Refusal.NO_CERTIFICATE;
    }
    if (text.contains("received fatal alert")) {
      return text.contains("certificate") || text.contains("unknown_ca")
          ? Refusal.OURS_REFUSED
          : Refusal.TLS;
    }
    if (text.contains("not an ssl/tls record") || text.contains("plaintext connection")) {
      return Refusal.NOT_TLS;
    }
    if (text.contains("no cipher suites in common")
        || text.contains("protocol")
        || text.contains("no negotiable")) {
      return Refusal.TLS;
    }
    return text.contains("closed") ? Refusal.LEFT : Refusal.FAILED;
  }

  static <T> @Nullable T find(Throwable failure, Class<T> type) {
    @Nullable Throwable at = failure;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
      at = at.getCause();
    }
    return null;
  }
}
