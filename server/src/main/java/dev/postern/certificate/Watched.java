package dev.postern.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Something made of files, made again when they change. Files that can't be used are told of in
/// the log, and it stays what it was.
public final class Watched<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Watched.class);
  private static final long LOOK_EVERY = Duration.ofSeconds(5).toNanos();

  private final String name;
  private final List<Path> files;
  private final Supplier<T> made;
  private final LongSupplier nanos;
  private List<Object> stamp;
  private T current;
  private long lookedNanos;

  /// `name` is what the log calls it; `made` makes it of the files, or throws a
  /// [CertificateUnusable], at the first time to the caller. `nanos`: [System#nanoTime]'s clock.
  public Watched(String name, List<Path> files, Supplier<T> made, LongSupplier nanos) {
    this.name = name;
    this.files = List.copyOf(files);
    this.made = made;
    this.nanos = nanos;
    this.stamp = stamp();
    this.current = made.get();
    this.lookedNanos = nanos.getAsLong();
  }

  /// What the files make, looked at every 5 seconds. The same object as long as they stay.
  public synchronized T current() {
    long now = nanos.getAsLong();
    if (now - lookedNanos >= LOOK_EVERY) {
      lookedNanos = now;
      look();
    }
    return current;
  }

  private void look() {
    var seen = stamp();
    if (seen.equals(stamp)) {
      return;
    }
    stamp = seen;
    try {
      current = made.get();
      LOG.info("{} read again, {}", name, current);
    } catch (CertificateUnusable e) {
      LOG.error("{} stays what it was: {}", name, e.getMessage());
    }
  }

  private List<Object> stamp() {
    var stamps = new ArrayList<Object>();
    for (var file : files) {
      try {
        var about = Files.readAttributes(file, BasicFileAttributes.class);
        stamps.add(about.lastModifiedTime());
        stamps.add(about.size());
        stamps.add(Objects.requireNonNullElse(about.fileKey(), ""));
      } catch (IOException _) {
        stamps.add("not there at the moment");
      }
    }
    return stamps;
  }
}
