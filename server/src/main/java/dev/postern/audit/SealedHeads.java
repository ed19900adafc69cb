package dev.postern.audit;

import java.util.List;

/// Where the head of every new seal goes besides the database, so that whoever rewrites the
/// database has to rewrite that place, too.
@FunctionalInterface
public interface SealedHeads {
  void add(Seal seal);

  /// The heads that can still be read there, oldest first.
  default List<ExportedHead> kept() {
    return List.of();
  }
}
