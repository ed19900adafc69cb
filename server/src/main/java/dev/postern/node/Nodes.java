package dev.postern.node;

import java.util.List;

/// All nodes that ever were, by name.
public interface Nodes {
  List<Node> all();

  default List<Node> live() {
    return all().stream().filter(Node::live).toList();
  }
}
