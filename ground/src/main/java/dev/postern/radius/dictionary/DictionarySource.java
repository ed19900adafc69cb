package dev.postern.radius.dictionary;

import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import org.tinyradius.core.dictionary.parser.resolver.ResourceResolver;

/// Hands tinyradius the files, and remembers the line it was handed last, so that a problem can say
/// where. Each file is read once: what includes itself, even by a detour, is refused.
final class DictionarySource implements ResourceResolver {
  private final DictionaryFiles files;
  private final RecordingDictionary recorded;
  private final Set<String> opened = new HashSet<>();
  private String file = "";
  private int line;

  DictionarySource(DictionaryFiles files, RecordingDictionary recorded) {
    this.files = files;
    this.recorded = recorded;
  }

  @Override
  public String resolve(String including, String included) {
    return included;
  }

  @Override
  public InputStream openStream(String name) {
    if (!opened.add(name)) {
      throw problem("includes " + Escapes.quoted(name) + " a second time, or in a circle");
    }
    String text = files.text(name).orElseThrow(() -> missing(name));
    return new LineFeed(name, text, this, new LineCheck(recorded, this));
  }

  void at(String nextFile, int nextLine) {
    file = nextFile;
    line = nextLine;
  }

  DictionaryProblem problem(String reason) {
    return new DictionaryProblem(file, line, reason);
  }

  private DictionaryProblem missing(String name) {
    return file.isEmpty()
        ? new DictionaryProblem(name, 0, "there is no such file")
        : problem("there is no file " + Escapes.quoted(name));
  }
}
