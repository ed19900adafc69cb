package dev.postern.api;

import java.time.Instant;
import java.util.List;

/// How the whole installation is, as the asked node sees it: `node` is that node, `sealingKey` the
/// name of the key-encryption key under which secrets are sealed now.
public record Status(
    String node,
    String version,
    Instant at,
    boolean ready,
    List<String> problems,
    String sealingKey,
    List<NodeStatus> nodes) {
  public Status {
    problems = List.copyOf(problems);
    nodes = List.copyOf(nodes);
  }
}
