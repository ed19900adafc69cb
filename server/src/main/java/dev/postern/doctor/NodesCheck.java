package dev.postern.doctor;

import dev.postern.node.Node;
import dev.postern.node.Nodes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Whether every node lives, runs the same version and can open what is sealed. A node that was not
/// seen for a week is taken for one that was given up.
public final class NodesCheck implements Check {
  static final Duration GIVEN_UP = Duration.ofDays(7);

  private final Nodes nodes;
  private final Supplier<String> sealingKey;
  private final InstantSource clock;

  /// `sealingKey` is the name of the key-encryption key that the asked node seals under.
  public NodesCheck(Nodes nodes, Supplier<String> sealingKey, InstantSource clock) {
    this.nodes = nodes;
    this.sealingKey = sealingKey;
    this.clock = clock;
  }

  @Override
  public List<Finding> look() {
    var now = clock.instant();
    var all =
        nodes.all().stream().filter(node -> node.seenAt().plus(GIVEN_UP).isAfter(now)).toList();
    var findings = new ArrayList<Finding>();
    for (Node node : all) {
      findings.add(node.live() ? alive(node) : gone(node, now));
      if (node.live() && !node.keyNames().contains(sealingKey.get())) {
        findings.add(keyless(node));
      }
    }
    versions(all.stream().filter(Node::live).toList(), findings);
    return findings;
  }

  private static Finding alive(Node node) {
    return Finding.sound(about(node), "it lives" + version(node));
  }

  private static Finding gone(Node node, Instant now) {
    var since = Duration.between(node.seenAt(), now);
    return Finding.wrong(
        about(node),
        "it was last seen " + Spans.text(since) + " ago" + version(node),
        "start it, and take it out of the gateways if it is gone for good; after a week it is told"
            + " no more");
  }

  private Finding keyless(Node node) {
    return Finding.wrong(
        about(node),
        "it lacks the key '" + sealingKey.get() + "', under which new secrets are sealed",
        "add that key to its key file, as docs/operating.md says");
  }

  private static void versions(List<Node> live, List<Finding> findings) {
    var versions =
        live.stream()
            .map(Node::version)
            .filter(version -> !version.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    if (versions.size() > 1) {
      findings.add(
          Finding.advice(
              "nodes",
              "they run different versions: "
                  + String.join(", ", versions.stream().sorted().toList()),
              "bring all of them to the newest"));
    }
  }

  private static String about(Node node) {
    return "node " + node.name();
  }

  private static String version(Node node) {
    return node.version().isEmpty() ? "" : ", version " + node.version();
  }
}
