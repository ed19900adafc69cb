package dev.postern.crypto;

import dev.postern.files.WholeFile;
import dev.postern.octets.SecretOctets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

/// The file that holds the key ring. Only its owner may read it, which is checked at each reading.
/// A lost key loses everything that it sealed, so the file is on disk before anybody seals.
public final class KeyFile {
  private static final long LONGEST = 16 * 1024L;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString(WholeFile.OWNER_ONLY);

  private final Path path;
  private final SecureRandom random;

  public KeyFile(Path path, SecureRandom random) {
    this.path = path;
    this.random = random;
  }

  /// The key ring that the file holds.
  ///
  /// @throws KeyRingUnusable if it is not there, others may read it, or its content is no key ring
  public KeyRing read() {
    try {
      requireOwnerOnly();
      if (Files.size(path) > LONGEST) {
        throw new KeyRingUnusable(path + " is too long for a key file");
      }
      return KeyRing.parse(Files.readString(path), path.toString());
    } catch (NoSuchFileException _) {
      throw new KeyRingUnusable(path + " is not there: create it, or copy it from another node");
    } catch (IOException e) {
      throw new KeyRingUnusable(path + " can't be read: " + e.getMessage());
    }
  }

  private void requireOwnerOnly() throws IOException {
    var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
    permissions.removeAll(OWNER_ONLY);
    permissions.remove(PosixFilePermission.OWNER_EXECUTE);
    if (!permissions.isEmpty()) {
      throw new KeyRingUnusable(path + " is open to others: chmod 600 " + path);
    }
  }

  /// Makes the file, with one fresh key of that name.
  ///
  /// @throws KeyRingUnusable if there is such a file already
  public KeyRing generate(String name) {
    try {
      WholeFile.writeNew(path, fresh(name).reveal() + "\n", WholeFile.OWNER_ONLY);
    } catch (FileAlreadyExistsException _) {
      throw new KeyRingUnusable(path + " is there already; it is never overwritten");
    } catch (IOException e) {
      throw new UncheckedIOException("could not write the key file " + path, e);
    }
    return read();
  }

  /// Adds a fresh key after all others: it opens, and does not seal yet. Once all nodes hold it,
  /// [#makeCurrent] lets it seal.
  public KeyRing add(String name) {
    var ring = read();
    if (ring.names().contains(name)) {
      throw new KeyRingUnusable(path + " has a key named " + name + " already; choose another");
    }
    return replace(ring.reveal() + fresh(name).reveal() + "\n");
  }

  /// Puts the key of that name before all others.
  public KeyRing makeCurrent(String name) {
    return replace(read().withCurrent(name).reveal());
  }

  /// Moves the key of that name into a file beside this one, which is on disk before: it opens what
  /// lies in old backups.
  ///
  /// @throws KeyRingUnusable if there is no such key, or it is the current one
  public Path remove(String name) {
    var ring = read();
    var rest = ring.without(name);
    var removed = path.resolveSibling(path.getFileName() + ".removed-" + name);
    try {
      WholeFile.write(removed, ring.only(name).reveal(), WholeFile.OWNER_ONLY);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + removed, e);
    }
    replace(rest.reveal());
    return removed;
  }

  /// Replaces the file in one step.
  private KeyRing replace(String text) {
    try {
      WholeFile.write(path, text, WholeFile.OWNER_ONLY);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write the key file " + path, e);
    }
    return read();
  }

  private KeyLine fresh(String name) {
    KeyRing.requireName(name);
    var key = new byte[KeyRing.KEY_LENGTH];
    random.nextBytes(key);
    return new KeyLine(name, SecretOctets.copyOf(key));
  }
}
