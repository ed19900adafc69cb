package dev.postern.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Writes a file of a few lines whole or not at all: who dies on the way leaves what was there
/// before, never an empty file that the next start takes for a key.
public final class WholeFile {
  /// What holds a secret: its owner alone reads it.
  public static final String OWNER_ONLY = "rw-------";

  /// What everybody may know.
  public static final String READ_BY_ALL = "rw-r--r--";

  private WholeFile() {}

  /// Puts `text` where `file` is or will be. For one writer at a time.
  public static void write(Path file, String text, String permissions) throws IOException {
    Files.move(beside(file, text, permissions), file, StandardCopyOption.ATOMIC_MOVE);
  }

  /// The same, but nothing that is there is ever replaced.
  ///
  /// @throws FileAlreadyExistsException if there is such a file, even since a moment ago
  public static void writeNew(Path file, String text, String permissions) throws IOException {
    Path fresh = beside(file, text, permissions);
    try {
      Files.createLink(file, fresh);
    } finally {
      Files.delete(fresh);
    }
  }

  /// The first half of [#write]: the text is on disk, in a new file beside the one that it is meant
  /// for.
  public static Path beside(Path file, String text, String permissions) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    try (var channel = FileChannel.open(fresh, options, mode)) {
      var octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (octets.hasRemaining()) {
        channel.write(octets);
      }
      channel.force(true);
    }
    return fresh;
  }
}
