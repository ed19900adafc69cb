package dev.postern.embedded;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.postern.files.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/// Files of a few lines: written whole or not at all, read within a bound, never through a link.
final class SmallFile {
  private static final int BOUND = 16 * 1024;

  private SmallFile() {}

  /// Writes a file that only `owner` may read.
  static void write(Path file, String content, RunAs owner) throws IOException {
    Path fresh = WholeFile.beside(file, content, WholeFile.OWNER_ONLY);
    owner.own(fresh);
    Files.move(fresh, file, ATOMIC_MOVE);
  }

  /// The last octets of a file, as text; empty if there is none.
  static Optional<String> read(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    var options = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try (var channel = FileChannel.open(file, options)) {
      channel.position(Math.max(0, channel.size() - BOUND));
      var octets = ByteBuffer.allocate(BOUND);
      while (octets.hasRemaining() && channel.read(octets) >= 0) {}
      return Optional.of(new String(octets.array(), 0, octets.position(), StandardCharsets.UTF_8));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }
}
