package dev.postern.config;

import dev.postern.config.Node.Empty;
import dev.postern.config.Node.Listing;
import dev.postern.config.Node.Mapping;
import dev.postern.config.Node.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Reads YAML into a tree that remembers its lines, which a binding to records would not.
///
/// A key that stands twice, an anchor, an alias, a tag and a second document are problems: each of
/// them makes a file mean something else than it seems to.
final class YamlTree {
  private static final int DEEPEST = 8;

  private final YAMLParser parser;
  private final Problems problems;

  private YamlTree(YAMLParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /// The tree, or an empty one if the text is not YAML at all, which then is a problem.
  static Node read(String text, Problems problems) {
    var yaml = new YAMLFactory();
    try (var parser = (YAMLParser) yaml.createParser(ObjectReadContext.empty(), text)) {
      return new YamlTree(parser, problems).document();
    } catch (JacksonException e) {
      var at = e.getLocation();
      problems.add(at == null ? 1 : at.getLineNr(), "not YAML: " + firstLine(e));
      return new Empty(1);
    }
  }

  private static String firstLine(JacksonException e) {
    String message = e.getOriginalMessage();
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }

  private Node document() {
    if (parser.nextToken() == null) {
      return new Empty(1);
    }
    Node tree = value(0);
    if (parser.nextToken() != null) {
      problems.add(line(), "a second document begins here, only one is read");
    }
    return tree;
  }

  private Node value(int depth) {
    int line = line();
    JsonToken token = parser.currentToken();
    refuseReferences(line);
    if (depth > DEEPEST && token.isStructStart()) {
      problems.add(line, "nested too deeply");
      parser.skipChildren();
      return new Empty(line);
    }
    return switch (token) {
      case START_OBJECT -> mapping(line, depth);
      case START_ARRAY -> listing(line, depth);
      case VALUE_NULL -> new Empty(line);
      default -> new Scalar(parser.getString(), line);
    };
  }

  private void refuseReferences(int line) {
    if (parser.isCurrentAlias()) {
      problems.add(line, "an alias (*" + parser.getString() + ") is not followed, write it out");
    } else if (parser.getObjectId() != null) {
      problems.add(line, "an anchor (&" + parser.getObjectId() + ") is of no use here, remove it");
    } else if (parser.getTypeId() != null) {
      problems.add(line, "a tag (!" + parser.getTypeId() + ") is of no use here, remove it");
    }
  }

  private Mapping mapping(int line, int depth) {
    var entries = new LinkedHashMap<String, Node>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int at = line();
      parser.nextToken();
      Node value = value(depth + 1);
      Node before = entries.putIfAbsent(key, value);
      if (before != null) {
        problems.add(at, key + " stands here again, first on line " + before.line());
      }
    }
    return new Mapping(entries, line);
  }

  private Listing listing(int line, int depth) {
    var items = new ArrayList<Node>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(depth + 1));
    }
    return new Listing(items, line);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
