package dev.postern.api;

import java.util.List;

/// A key-encryption key is gone from the key file of the node that was asked.
///
/// @param keptIn the file there that it lies in now, for old backups
/// @param heldBy live nodes that still hold it
public record KeyRemoved(String name, String keptIn, List<String> heldBy) {
  public KeyRemoved {
    heldBy = List.copyOf(heldBy);
  }
}
