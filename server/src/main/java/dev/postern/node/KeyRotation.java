package dev.postern.node;

import dev.postern.actor.Actor;
import java.util.List;

/// Seals every secret at rest anew under this node's current key-encryption key, while serving.
public interface KeyRotation {
  /// Is told now and then how far it is.
  @FunctionalInterface
  interface Progress {
    void at(long done, long total);
  }

  /// How a rotation ended.
  sealed interface Outcome {
    /// All is sealed under `to`; no secret needs the keys in `unused`.
    record Done(String to, long resealed, List<String> unused) implements Outcome {}

    /// Live nodes that don't hold the key yet: they could not open what is sealed under it.
    record KeyMissing(String to, List<String> nodes) implements Outcome {}

    /// Secrets that don't open, so that they stay as they are: a key is gone, or a row was changed.
    record Unopened(String to, long resealed, List<String> identities) implements Outcome {}
  }

  /// The name of the key that secrets are sealed under.
  String current();

  Outcome run(Actor actor, Progress progress);
}
