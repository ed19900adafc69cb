package dev.postern.cli.takeover;

import java.util.Optional;
import java.util.Set;

/// The entries of a file, one by one.
@FunctionalInterface
public interface Entries {
  /// The next one; empty at the end.
  ///
  /// @throws BrokenFile if nothing behind here can be read
  /// @throws java.io.UncheckedIOException if the file is away
  Optional<Entry> next();

  /// How the other system hands its users to us, if the file tells; known from the beginning.
  ///
  /// @param leftOut lines whose users are not taken, and must stay as they are there
  default Optional<Handover> handover(Set<Long> leftOut) {
    return Optional.empty();
  }
}
