package dev.postern.operator;

import dev.postern.actor.Actor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;

/// The key that a new installation begins with: an admin's, in a file that only its owner can read
/// and where the local CLI finds it. It does not expire by itself, but is withdrawn when the first
/// admin logs in with password and code, for then a person holds the keys.
public final class FirstKey {
  /// Its id and name.
  public static final String NAME = "first";

  /// The file in the data folder.
  public static final String FILE = "first-key";

  private final ApiKeys keys;
  private final SecureRandom random;
  private final InstantSource clock;

  public FirstKey(ApiKeys keys, SecureRandom random, InstantSource clock) {
    this.keys = keys;
    this.random = random;
    this.clock = clock;
  }

  /// Makes the key, unless there is any key or operator already, and says whether it did.
  ///
  /// The file is written before the key is known to the database, and what a crash left of an
  /// earlier try is taken up again, so that nobody is locked out.
  public boolean make(Path dataFolder, Actor by) {
    if (keys.any()) {
      return false;
    }
    Path file = dataFolder.resolve(FILE);
    var key = new ApiKey(NAME, NAME, Role.ADMIN, Set.of(), null, clock.instant(), null, null);
    try {
      boolean left = Files.exists(file);
      if (!left) {
        write(file, KeySecret.random(random));
      }
      if (keys.addFirst(key, KeySecret.of(Files.readString(file).strip()), by)) {
        return true;
      }
      if (!left) {
        Files.delete(file); // another node was first
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + file, e);
    }
  }

  /// Removes the file if its key is good no longer, so that nobody tries it in vain.
  public void removeIfWithdrawn(Path dataFolder) {
    Path file = dataFolder.resolve(FILE);
    try {
      if (Files.exists(file)
          && keys.withSecret(KeySecret.of(Files.readString(file).strip())).isEmpty()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not remove " + file, e);
    }
  }

  private static void write(Path file, KeySecret secret) throws IOException {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, options, owner)) {
      channel.write(StandardCharsets.US_ASCII.encode(secret.reveal() + "\n"));
    }
  }
}
