package dev.postern.node;

import dev.postern.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// Who this node is: an id that lies in its data folder from its first start on, and the name that
/// people call it by.
///
/// Two nodes must not share a data folder, nor one be a copy of another's: they would number their
/// audit rows alike.
public record NodeIdentity(UUID id, String name) {
  private static final String FILE = "node-id";

  /// Reads the id from the data folder, or makes one and leaves it there.
  public static NodeIdentity in(Path dataFolder, String name) {
    var file = dataFolder.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(dataFolder);
        WholeFile.write(file, UUID.randomUUID() + "\n", WholeFile.READ_BY_ALL);
      }
      return new NodeIdentity(UUID.fromString(Files.readString(file).strip()), name);
    } catch (IOException e) {
      throw new UncheckedIOException("the node's id can't be kept in " + file, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          file + " holds no id: restore it, or remove it to become a new node", e);
    }
  }
}
