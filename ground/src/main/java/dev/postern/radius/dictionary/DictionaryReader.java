package dev.postern.radius.dictionary;

import java.io.IOException;
import java.util.List;
import org.tinyradius.core.dictionary.parser.ResourceParser;

/// The seam to tinyradius: its parser reads the lines, we keep what they say.
///
/// The parser passes over what it should refuse, names no file, and throws whatever comes: a vendor
/// never declared turns its attributes into the RFCs', a number too large is a
/// NumberFormatException. So it is fed line by line from [DictionarySource], each line after
/// [LineCheck] has passed it, and writes into a [RecordingDictionary], which knows what it has
/// learnt so far. Should it still stumble, the source knows where.
final class DictionaryReader {
  private final RecordingDictionary recorded = new RecordingDictionary();

  /// Reads a file and what it includes, after what was read before.
  ///
  /// @throws DictionaryProblem if a line is not understood or contradicts another
  void read(DictionaryFiles files, String file) {
    var source = new DictionarySource(files, recorded);
    try {
      new ResourceParser(recorded, source).parseDictionary(file);
    } catch (DictionaryProblem problem) {
      throw problem;
    } catch (IOException | RuntimeException stumbled) {
      throw source.problem("cannot be read");
    }
  }

  List<AttributeDefinition> definitions() {
    return recorded.definitions();
  }
}
