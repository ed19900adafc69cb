package dev.postern.certificate;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// The files of a TLS server: its own certificate, and by whom the certificates of its clients are
/// vouched for, if it asks for any.
public record TlsFiles(PemFiles own, @Nullable TrustFiles trust) {
  /// What the files make: a context to speak TLS with, until when the own certificate is good, and
  /// whom it trusts, absent if nobody.
  public record Opened(SSLContext context, Instant goodUntil, @Nullable Trust trust) {
    @Override
    public String toString() {
      return "good until " + goodUntil;
    }
  }

  /// Reads the files.
  ///
  /// Throws a [CertificateUnusable] that says which file is wrong and what to do.
  public Opened open(InstantSource clock) {
    var trusted = trust == null ? null : trust.open(clock);
    return new Opened(own.context(trusted), own.goodUntil().orElse(Instant.EPOCH), trusted);
  }

  /// Every file, to be watched.
  public List<Path> all() {
    var files = new ArrayList<>(List.of(own.certificate(), own.key()));
    Optional.ofNullable(trust).map(TrustFiles::all).ifPresent(files::addAll);
    return files;
  }
}
