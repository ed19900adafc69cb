package dev.postern.eap;

import dev.postern.http.HttpUnavailable;
import dev.postern.http.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificate by which clients know this server, read again when its files change. Files that
/// can't be used are told of, and the certificate stays what it was.
public final class EapCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(EapCertificate.class);
  private static final long LOOK_EVERY = Duration.ofSeconds(5).toNanos();

  private final PemFiles files;
  private final LongSupplier nanos;
  private List<Object> stamp;
  private SSLContext context;
  private Instant goodUntil;
  private long lookedNanos;

  /// Throws an [HttpUnavailable] that says which file is wrong and what to do. `nanos`:
  /// [System#nanoTime]'s clock.
  public EapCertificate(PemFiles files, LongSupplier nanos) {
    this.files = files;
    this.nanos = nanos;
    this.stamp = stamp();
    this.context = opened(files);
    this.goodUntil = files.goodUntil().orElse(Instant.EPOCH);
    this.lookedNanos = nanos.getAsLong();
  }

  /// Every conversation is a whole one: a ticket for another connection is stale at once.
  private static SSLContext opened(PemFiles files) {
    var context = files.context();
    context.getServerSessionContext().setSessionTimeout(1);
    context.getServerSessionContext().setSessionCacheSize(1);
    return context;
  }

  synchronized SSLContext context() {
    look();
    return context;
  }

  /// Until when the certificate is good that is shown now.
  public synchronized Instant goodUntil() {
    look();
    return goodUntil;
  }

  /// Until when the one in the file is good; empty if that can't be used.
  public Optional<Instant> goodUntilInFile() {
    return files.goodUntil();
  }

  private void look() {
    long now = nanos.getAsLong();
    if (now - lookedNanos < LOOK_EVERY) {
      return;
    }
    lookedNanos = now;
    var seen = stamp();
    if (seen.equals(stamp)) {
      return;
    }
    stamp = seen;
    try {
      context = opened(files);
      goodUntil = files.goodUntil().orElse(Instant.EPOCH);
      LOG.info("EAP certificate read again, good until {}", goodUntil);
    } catch (HttpUnavailable e) {
      LOG.error("the EAP certificate stays the old one: {}", e.getMessage());
    }
  }

  private List<Object> stamp() {
    try {
      return List.of(
          Files.getLastModifiedTime(files.certificate()),
          Files.size(files.certificate()),
          Files.getLastModifiedTime(files.key()),
          Files.size(files.key()));
    } catch (IOException _) {
      return List.of(); // one is not there at the moment
    }
  }
}
