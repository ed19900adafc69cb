package dev.postern.cli.takeover;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A CSV file with any of the usual separators, in which columns go by several names. Lines that
/// begin with `#` are no rows.
final class CsvTable {
  private static final int LONGEST_ROW = 1 << 16;
  private static final int MOST_COLUMNS = 200;

  private final CloseableIterator<CsvRecord> records;
  private long line = 1;

  CsvTable(TextLines lines) {
    String first = lines.peek().orElseThrow(() -> new BrokenFile(1, "the file is empty"));
    records =
        CsvReader.builder()
            .fieldSeparator(separator(first))
            .maxBufferSize(LONGEST_ROW)
            .allowUnclosedQuote(false)
            .allowExtraCharsAfterClosingQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(new LinesReader(lines))
            .iterator();
  }

  /// What sets the fields of this line apart.
  private static char separator(String line) {
    for (char each : new char[] {'\t', ';', ','}) {
      if (line.indexOf(each) >= 0) {
        return each;
      }
    }
    return line.strip().indexOf(' ') >= 0 ? ' ' : ',';
  }

  /// A row and the line that it begins on.
  record Row(long line, List<String> fields) {
    /// Empty where the row is too short.
    String at(int index) {
      return index < 0 || index >= fields.size() ? "" : fields.get(index).strip();
    }
  }

  /// The next row; empty at the end.
  Optional<Row> next() {
    try {
      while (records.hasNext()) {
        CsvRecord read = records.next();
        line = read.getStartingLineNumber() + 1;
        if (!read.getField(0).startsWith("#")) {
          return Optional.of(row(read));
        }
      }
      return Optional.empty();
    } catch (CsvParseException e) {
      if (e.getCause() instanceof BrokenFile broken) {
        throw broken;
      }
      throw new BrokenFile(line, "this is not CSV: an open quote, or a row over 64 KiB");
    }
  }

  private static Row row(CsvRecord read) {
    if (read.getFieldCount() > MOST_COLUMNS) {
      throw new BrokenFile(read.getStartingLineNumber(), "the row has over 200 fields");
    }
    return new Row(read.getStartingLineNumber(), read.getFields());
  }

  /// A heading as it is compared: letters and digits only.
  static String plain(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
