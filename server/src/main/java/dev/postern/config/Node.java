package dev.postern.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value in the file, with the line on which it begins.
sealed interface Node {
  int line();

  /// Text, as it was written; nothing is yet a number, a flag or a duration.
  record Scalar(String text, int line) implements Node {}

  /// A key without a value.
  record Empty(int line) implements Node {}

  record Listing(List<Node> items, int line) implements Node {
    public Listing {
      items = List.copyOf(items);
    }
  }

  record Mapping(Map<String, Node> entries, int line) implements Node {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }
}
