package dev.postern.node;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// A node as the others see it. It is live if it was seen within ten seconds, by the database's
/// clock; `keyNames` are the key-encryption keys that it holds; `version` is the server's that it
/// runs, empty if that is older than the telling of it.
public record Node(
    UUID id,
    String name,
    String version,
    Instant startedAt,
    Instant seenAt,
    boolean live,
    Set<String> keyNames) {
  public Node {
    keyNames = Set.copyOf(keyNames);
  }
}
