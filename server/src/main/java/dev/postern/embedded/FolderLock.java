package dev.postern.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/// A lock between processes, which the kernel lets go when its holder ends, however that ends.
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /// The lock on `file`; empty if another process holds it, or this one already does.
  static Optional<FolderLock> take(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(new FolderLock(channel));
      }
    } catch (OverlappingFileLockException _) {
      // held by this process: taken, like any other
    }
    channel.close();
    return Optional.empty();
  }

  /// The lock on `file`, waiting for whoever holds it.
  static FolderLock await(Path file, Duration patience) throws IOException {
    var wait = new Wait(patience);
    while (true) {
      Optional<FolderLock> taken = take(file);
      if (taken.isPresent()) {
        return taken.get();
      }
      if (!wait.again()) {
        throw new EmbeddedPostgresFailed(
            "another process has held " + file + " for " + patience.toSeconds() + " s; end it");
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
