package dev.postern.cli.takeover;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An element of an XML file, with all that is in it. Names are without their namespaces.
record XmlElement(
    String name,
    Map<String, String> attributes,
    List<XmlElement> children,
    String text,
    long line) {
  /// The first child of this name.
  Optional<XmlElement> child(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
  }

  /// The first element that this path of names leads to.
  Optional<XmlElement> at(String... path) {
    Optional<XmlElement> found = Optional.of(this);
    for (String step : path) {
      found = found.flatMap(element -> element.child(step));
    }
    return found;
  }

  /// The text there; empty if there is none.
  String textAt(String... path) {
    return at(path).map(element -> element.text.strip()).orElse("");
  }

  String attribute(String wanted) {
    return attributes.getOrDefault(wanted, "");
  }

  /// May hold a key.
  @Override
  public String toString() {
    return "<" + name + "> on line " + line;
  }
}
