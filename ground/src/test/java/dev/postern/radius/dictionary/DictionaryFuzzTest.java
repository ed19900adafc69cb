package dev.postern.radius.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Whatever a dictionary says, it is read or refused by file and line.
///
/// The octets are files, a NUL between two of them: `0`, which is read, then `1`, `2` and so on.
class DictionaryFuzzTest {
  @FuzzTest(maxDuration = "5s")
  void aDictionaryIsReadOrRefused(byte[] octets) {
    String[] files = new String(octets, StandardCharsets.UTF_8).split("\0", -1);
    var reader = new DictionaryReader();
    try {
      reader.read(name -> file(files, name), "0");
    } catch (DictionaryProblem problem) {
      assertThat(problem.line()).isPositive();
      assertThat(problem.getMessage()).startsWith(problem.file() + ":" + problem.line() + ": ");
      assertThat(problem.getMessage())
          .doesNotEndWith("cannot be read")
          .doesNotContainPattern("\\p{Cntrl}");
      return;
    }
    var dictionary = new Dictionary(reader.definitions());
    for (AttributeDefinition definition : dictionary.definitions()) {
      assertThat(dictionary.named(definition.name())).hasValue(definition);
      assertThat(dictionary.numbered(definition.vendor().id(), definition.type()))
          .hasValue(definition);
      definition.describe(Octets.copyOf(octets));
    }
  }

  private static Optional<String> file(String[] files, String name) {
    for (int i = 0; i < files.length; i++) {
      if (name.equals(Integer.toString(i))) {
        return Optional.of(files[i]);
      }
    }
    return Optional.empty();
  }
}
