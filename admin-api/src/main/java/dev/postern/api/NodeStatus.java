package dev.postern.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One node: when it was started and last heard of, how far its clock is before the database's, and
/// the names of the key-encryption keys that it holds.
public record NodeStatus(
    String name,
    String version,
    Instant startedAt,
    Instant seenAt,
    @Nullable Duration clockOffset,
    List<String> sealingKeys) {
  public NodeStatus {
    sealingKeys = List.copyOf(sealingKeys);
  }
}
