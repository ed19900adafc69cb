package dev.postern.config;

import dev.postern.config.Node.Empty;
import dev.postern.config.Node.Listing;
import dev.postern.config.Node.Mapping;
import dev.postern.config.Node.Scalar;
import dev.postern.octets.SecretOctets;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// One mapping of the file, asked key by key. The environment stands over the file, the file over
/// the default. A value that can't be read is told as a problem and answered by the default, so
/// that the reading goes on and finds the other problems too.
final class Section {
  private final String path;
  private final Mapping mapping;
  private final Environment environment;
  private final Problems problems;
  private final TreeSet<String> asked = new TreeSet<>();

  Section(String path, Mapping mapping, Environment environment, Problems problems) {
    this.path = path;
    this.mapping = mapping;
    this.environment = environment;
    this.problems = problems;
  }

  /// A section within this one; one that does not stand in the file is an empty one.
  Section section(String key) {
    asked.add(key);
    return new Section(pathOf(key), mappingOf(key), environment, problems);
  }

  private Mapping mappingOf(String key) {
    return switch (mapping.entries().get(key)) {
      case null -> new Mapping(Map.of(), mapping.line());
      case Mapping inner -> inner;
      case Empty(int line) -> new Mapping(Map.of(), line);
      case Scalar(var _, int line) -> refuseSection(key, line);
      case Listing(var _, int line) -> refuseSection(key, line);
    };
  }

  private Mapping refuseSection(String key, int line) {
    problems.add(line, pathOf(key) + " must be a section: its keys below it, indented");
    return new Mapping(Map.of(), line);
  }

  String text(String key, String fallback) {
    return value(key, fallback, text -> text);
  }

  int whole(String key, int fallback) {
    return value(key, fallback, Values::whole);
  }

  boolean flag(String key, boolean fallback) {
    return value(key, fallback, Values::flag);
  }

  Duration duration(String key, Duration fallback) {
    return value(key, fallback, Values::duration);
  }

  Path file(String key, Path fallback) {
    return value(key, fallback, Values::file);
  }

  InetSocketAddress address(String key, InetSocketAddress fallback) {
    return value(key, fallback, Values::address);
  }

  <E extends Enum<E>> E word(String key, E fallback) {
    return value(key, fallback, text -> Values.word(text, fallback.getDeclaringClass()));
  }

  /// A secret, which is never written here itself but said where to find.
  Optional<SecretOctets> secret(String key) {
    return value(key, Optional.empty(), text -> Optional.of(referred(text)));
  }

  /// What a reference to a secret leads to.
  SecretOctets referred(String reference) {
    return Values.secret(reference, environment::variable);
  }

  /// A value of the caller's own reading, which throws IllegalArgumentException to refuse it.
  <T> T value(String key, T fallback, Function<String, T> reading) {
    asked.add(key);
    Optional<String> override = environment.override(pathOf(key));
    if (override.isPresent()) {
      return read(override.get(), fallback, reading, why -> refuseVariable(key, why));
    }
    return switch (mapping.entries().get(key)) {
      case null -> fallback;
      case Scalar(String text, int line) ->
          read(text, fallback, reading, why -> problems.add(line, pathOf(key) + ": " + why));
      case Empty(int line) -> refuse(line, key, "has no value, give one or remove it", fallback);
      case Listing(var _, int line) -> refuse(line, key, "must be one value, not a list", fallback);
      case Mapping(var _, int line) ->
          refuse(line, key, "must be one value, not a section", fallback);
    };
  }

  /// Several values: a list in the file, or one alone; with commas in the environment.
  <T> List<T> list(String key, List<T> fallback, Function<String, T> reading) {
    Optional<String> override = environment.override(pathOf(key));
    if (override.isEmpty() && mapping.entries().get(key) instanceof Listing(var items, int _)) {
      asked.add(key);
      return items(key, items, reading);
    }
    return value(key, fallback, text -> Values.commas(text).stream().map(reading).toList());
  }

  private <T> List<T> items(String key, List<Node> items, Function<String, T> reading) {
    var values = new ArrayList<T>();
    for (Node item : items) {
      if (item instanceof Scalar(String text, int line)) {
        try {
          values.add(reading.apply(text));
        } catch (IllegalArgumentException e) {
          problems.add(line, pathOf(key) + ": " + e.getMessage());
        }
      } else {
        problems.add(item.line(), pathOf(key) + ": each item must be one value");
      }
    }
    return values;
  }

  private static <T> T read(String text, T fallback, Function<String, T> reading, Refusal refusal) {
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException e) {
      refusal.tell(String.valueOf(e.getMessage()));
      return fallback;
    }
  }

  /// Where a refused value is told of.
  private interface Refusal {
    void tell(String why);
  }

  private <T> T refuse(int line, String key, String why, T fallback) {
    problems.add(line, pathOf(key) + " " + why);
    return fallback;
  }

  private void refuseVariable(String key, String why) {
    problems.add(Environment.name(pathOf(key)), why);
  }

  /// Reads this section as a room's record. The reading asks for every key and calls the
  /// constructor; whatever else stands here is a mistake.
  <T> T settings(T standard, BiFunction<Section, T, T> reading) {
    T settings = make(standard, () -> reading.apply(this, standard));
    refuseUnknown();
    return settings;
  }

  /// Makes a room's record, whose constructor checks what it is given. Its complaint begins with
  /// the name of the value, which is how the line is found.
  <T> T make(T fallback, Supplier<T> making) {
    try {
      return making.get();
    } catch (IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage());
      String key = keyOf(why);
      if (overridden(key)) {
        refuseVariable(key, why);
      } else {
        Node at = mapping.entries().getOrDefault(key, mapping);
        problems.add(at.line(), (path.isEmpty() ? "" : path + ": ") + why);
      }
      return fallback;
    }
  }

  /// A component `maxConnections` is the key `max-connections`.
  private static String keyOf(String complaint) {
    return complaint.split(" ", 2)[0].replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /// Whether nothing is said here, neither in the file nor in the environment.
  boolean empty() {
    return mapping.entries().isEmpty() && asked.stream().noneMatch(this::overridden);
  }

  private boolean overridden(String key) {
    return environment.override(pathOf(key)).isPresent();
  }

  boolean has(String key) {
    asked.add(key);
    return mapping.entries().containsKey(key) || overridden(key);
  }

  /// A problem that concerns a key in the light of others.
  void refuse(String key, String why) {
    if (overridden(key)) {
      refuseVariable(key, why);
    } else {
      problems.add(mapping.entries().getOrDefault(key, mapping).line(), pathOf(key) + " " + why);
    }
  }

  /// Refuses those keys that are here although the one they belong to is not.
  void refuseWithout(String missing, String... keys) {
    for (String key : keys) {
      if (has(key)) {
        refuse(key, "is of no use without " + pathOf(missing));
      }
    }
  }

  /// To be called when everything was asked for: whatever else stands here is a mistake.
  void refuseUnknown() {
    mapping
        .entries()
        .forEach((key, node) -> {
          if (!asked.contains(key)) {
            problems.add(
                node.line(), pathOf(key) + ": no such setting" + Spelling.hint(key, asked));
          }
        });
  }

  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
