package dev.postern;

import dev.postern.config.KeyPlace;
import dev.postern.crypto.KeyFile;
import dev.postern.crypto.KeyRing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches the key-encryption keys from where they are.
final class KeyRings {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRings.class);

  private KeyRings() {}

  static KeyRing open(KeyPlace place, SecureRandom random) {
    return switch (place) {
      case KeyPlace.InVariable(String name, var text) -> KeyRing.parse(text.revealUtf8(), name);
      case KeyPlace.InFile(Path file) -> inFile(file, random);
    };
  }

  private static KeyRing inFile(Path file, SecureRandom random) {
    var keys = new KeyFile(file, random);
    if (Files.exists(file)) {
      return keys.read();
    }
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
    } catch (IOException e) {
      throw new UncheckedIOException("can't make the folder of " + file, e);
    }
    KeyRing ring = keys.generate("k1");
    LOG.warn(
        "made the key file {}: keep a copy elsewhere, nothing in the database opens without it",
        file);
    return ring;
  }
}
