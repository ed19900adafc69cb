package dev.postern.eap;

import dev.postern.certificate.PemFiles;
import dev.postern.certificate.TlsFiles;
import dev.postern.gateway.EapType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How many conversations may be open on this node, how long one waits for its client, the
/// certificate by which clients know the server, if there is one, and what is asked of theirs,
/// which without it is nothing.
public record EapSettings(
    int conversations,
    Duration patience,
    List<PemFiles> given,
    @Nullable ClientCertificates clients) {
  public static final EapSettings DEFAULT =
      new EapSettings(2000, Duration.ofSeconds(60), List.of(), null);

  public EapSettings {
    given = List.copyOf(given);
    if (conversations < 10 || conversations > 100_000) {
      throw new IllegalArgumentException("conversations must be 10 to 100000");
    }
    if (patience.toSeconds() < 5 || patience.toSeconds() > 600) {
      throw new IllegalArgumentException("patience must be 5 s to 600 s");
    }
  }

  public Optional<PemFiles> pem() {
    return given.stream().findFirst();
  }

  /// The methods that a node with these settings can offer.
  public Set<EapType> spoken() {
    return EapMethods.spoken(!given.isEmpty(), clients != null);
  }

  /// The files that TLS takes, if there is a certificate.
  public Optional<TlsFiles> tls() {
    return pem().map(own -> new TlsFiles(own, clients == null ? null : clients.trust()));
  }
}
