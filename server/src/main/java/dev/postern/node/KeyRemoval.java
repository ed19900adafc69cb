package dev.postern.node;

import dev.postern.actor.Actor;
import java.util.List;

/// Takes a key-encryption key that nothing needs any more out of this node's key file.
public interface KeyRemoval {
  /// How a removal ended.
  sealed interface Outcome {
    /// It is out of the file; it lies in `keptIn` now, for old backups, and the live nodes `heldBy`
    /// still hold it.
    record Removed(String keptIn, List<String> heldBy) implements Outcome {}

    /// Why it is still needed, in words.
    record Needed(List<String> why) implements Outcome {}

    /// The keys are no file's, or the file can't be changed so; the reason in words.
    record Refused(String why) implements Outcome {}
  }

  Outcome remove(String name, Actor actor);
}
