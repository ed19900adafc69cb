package dev.postern.config;

import dev.postern.config.ConfigOutcome.Sound;
import dev.postern.config.ConfigOutcome.Unsound;
import dev.postern.config.Node.Empty;
import dev.postern.config.Node.Listing;
import dev.postern.config.Node.Mapping;
import dev.postern.config.Node.Scalar;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/// Reads `postern.yaml` and the environment over it. [Sections] has all keys with their defaults:
/// without any file, a server with an embedded database.
public final class ConfigReader {
  private static final int LONGEST_FILE = 1 << 20;

  private final Environment environment;
  private final Problems problems;

  private ConfigReader(String file, Map<String, String> variables) {
    environment = new Environment(variables);
    problems = new Problems(file);
  }

  /// Reads a file.
  public static ConfigOutcome read(Path file, Map<String, String> variables) {
    try {
      if (Files.size(file) > LONGEST_FILE) {
        return refused(file, "longer than 1 MiB, which no configuration is");
      }
      return read(file.toString(), Files.readString(file), variables);
    } catch (NoSuchFileException _) {
      return refused(file, "no such file");
    } catch (MalformedInputException _) {
      return refused(file, "not UTF-8");
    } catch (IOException e) {
      return refused(file, "can't be read: " + e.getMessage());
    }
  }

  /// The defaults, under what the environment says.
  public static ConfigOutcome defaults(Map<String, String> variables) {
    return read("defaults", "", variables);
  }

  /// Reads the text of a file whose name is told with each problem.
  static ConfigOutcome read(String file, String text, Map<String, String> variables) {
    return new ConfigReader(file, variables).outcome(text);
  }

  private static ConfigOutcome refused(Path file, String why) {
    var problems = new Problems(file.toString());
    problems.add(0, why);
    return new Unsound(problems.inOrder());
  }

  private ConfigOutcome outcome(String text) {
    var root = new Section("", root(YamlTree.read(text, problems)), environment, problems);
    Config config = new Sections(root).read();
    environment.refuseUnknown(problems);
    return problems.none() ? new Sound(config) : new Unsound(problems.inOrder());
  }

  private Mapping root(Node tree) {
    return switch (tree) {
      case Mapping mapping -> mapping;
      case Empty(int line) -> new Mapping(Map.of(), line);
      case Scalar(var _, int line) -> refuseRoot(line);
      case Listing(var _, int line) -> refuseRoot(line);
    };
  }

  private Mapping refuseRoot(int line) {
    problems.add(line, "the file must be made of sections, such as database:");
    return new Mapping(Map.of(), line);
  }
}
