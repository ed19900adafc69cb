package dev.postern.eap;

import dev.postern.certificate.TlsFiles;
import dev.postern.certificate.Trust;
import dev.postern.certificate.Watched;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/// The certificate by which clients know this server, read again when its files change.
public final class EapCertificate {
  private final TlsFiles files;
  private final Watched<TlsFiles.Opened> watched;

  /// Throws a [dev.postern.certificate.CertificateUnusable] that says which file is wrong and what
  /// to do. `nanos`: [System#nanoTime]'s clock.
  public EapCertificate(TlsFiles files, InstantSource clock, LongSupplier nanos) {
    this.files = files;
    this.watched = new Watched<>("EAP certificate", files.all(), () -> opened(clock), nanos);
  }

  /// Every conversation is a whole one: a ticket for another connection is stale at once.
  private TlsFiles.Opened opened(InstantSource clock) {
    var opened = files.open(clock);
    var sessions = opened.context().getServerSessionContext();
    sessions.setSessionTimeout(1);
    sessions.setSessionCacheSize(1);
    return opened;
  }

  SSLContext context() {
    return watched.current().context();
  }

  /// Until when the certificate is good that is shown now.
  public Instant goodUntil() {
    return watched.current().goodUntil();
  }

  /// Whose certificates clients may show now; empty if none are asked for.
  public Optional<Trust> trust() {
    return Optional.ofNullable(watched.current().trust());
  }

  /// Until when the one in the file is good; empty if that can't be used.
  public Optional<Instant> goodUntilInFile() {
    return files.own().goodUntil();
  }
}
