package dev.postern.radius.dictionary;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where dictionaries lie, by the names that `$INCLUDE` gives them.
@FunctionalInterface
interface DictionaryFiles {
  int MAX_OCTETS = 1 << 20;

  /// The text of a file, empty if there is none of this name.
  Optional<String> text(String name);

  /// Those of the module `dictionaries`.
  static DictionaryFiles packed() {
    return name -> {
      InputStream in = Dictionary.class.getResourceAsStream("/dev/postern/dictionaries/" + name);
      return in == null ? Optional.empty() : Optional.of(text(name, in));
    };
  }

  /// Those of the folder in which `file` lies, and itself.
  static DictionaryFiles beside(Path file) {
    return name -> {
      Path path = name.equals(file.toString()) ? file : file.resolveSibling(name);
      try {
        return Files.isRegularFile(path)
            ? Optional.of(text(name, Files.newInputStream(path)))
            : Optional.empty();
      } catch (IOException e) {
        throw unreadable(name, e);
      }
    };
  }

  private static String text(String name, InputStream stream) {
    try (stream) {
      byte[] octets = stream.readNBytes(MAX_OCTETS + 1);
      if (octets.length > MAX_OCTETS) {
        throw new DictionaryProblem(name, 0, "longer than " + MAX_OCTETS + " octets");
      }
      return new String(octets, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static DictionaryProblem unreadable(String name, IOException failure) {
    return new DictionaryProblem(name, 0, "cannot be read: " + failure);
  }
}
