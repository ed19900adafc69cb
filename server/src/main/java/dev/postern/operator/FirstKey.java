package dev.postern.operator;

import dev.postern.actor.Actor;
import dev.postern.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
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
      var left = held(file);
      var secret = left.orElseGet(() -> KeySecret.random(random));
      if (left.isEmpty()) {
        WholeFile.write(file, secret.reveal() + "\n", WholeFile.OWNER_ONLY);
      }
      if (keys.addFirst(key, secret, by)) {
        return true;
      }
      if (left.isEmpty()) {
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
      if (Files.exists(file) && held(file).flatMap(keys::withSecret).isEmpty()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not remove " + file, e);
    }
  }

  /// The key in the file; none if there is no file, or an empty one.
  private static Optional<KeySecret> held(Path file) throws IOException {
    return Files.exists(file)
        ? Optional.of(Files.readString(file).strip())
            .filter(text -> !text.isEmpty())
            .map(KeySecret::of)
        : Optional.empty();
  }
}
