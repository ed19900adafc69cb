package dev.postern;

import dev.postern.config.KeyPlace;
import dev.postern.crypto.HeldKeys;
import dev.postern.crypto.KeyFile;
import dev.postern.crypto.KeyRingUnusable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the key file every two seconds, so that a key which is added to it, or made the current
/// one, is taken up while serving. A file that can't be used changes nothing, and is told of once.
final class KeyWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);
  private static final int EVERY_SECONDS = 2;

  private final KeyFile file;
  private final HeldKeys keys;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("key-watch").daemon().factory());
  private String told = "";

  KeyWatch(KeyFile file, HeldKeys keys) {
    this.file = file;
    this.keys = keys;
  }

  /// Watches the file, if the keys are in one.
  static void start(Ground ground, Closer opening) {
    if (ground.config().keys() instanceof KeyPlace.InFile(var path)) {
      var watch = opening.add(new KeyWatch(new KeyFile(path, ground.random()), ground.keys()));
      var _ =
          watch.looks.scheduleWithFixedDelay(
              watch::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }
  }

  void look() {
    try {
      var ring = file.read();
      if (!ring.sameAs(keys.ring())) {
        keys.take(ring);
        LOG.info("keys are now {}; secrets are sealed under the first", ring.names());
      }
      told = "";
    } catch (KeyRingUnusable e) {
      if (!told.equals(e.getMessage())) {
        told = String.valueOf(e.getMessage());
        LOG.warn("going on with the keys of before: {}", told);
      }
    } catch (RuntimeException e) {
      LOG.error("the key file can't be looked at", e);
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
