package dev.postern.takeover;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.postern.words.DidYouMean;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The rows of a file in CSV (RFC 4180), in UTF-8, with or without a byte order mark.
final class CsvRows {
  private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final int LONGEST_ROW = 1 << 16;

  private final CloseableIterator<CsvRecord> records;
  private final Map<Column, Integer> columns;
  private long line = 1;
  private boolean ended;

  /// @throws UnusableFile if the heading is not one
  CsvRows(InputStream file) {
    records =
        CsvReader.builder()
            .maxBufferSize(LONGEST_ROW)
            .allowUnclosedQuote(false)
            .allowExtraCharsAfterClosingQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text(file))
            .iterator();
    columns = columns(record().orElseThrow(() -> new UnusableFile(1, "the file is empty")));
  }

  private static Reader text(InputStream file) {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    return new InputStreamReader(unmarked(file), decoder);
  }

  private static InputStream unmarked(InputStream file) {
    try {
      var pushback = new PushbackInputStream(file, BOM.length);
      byte[] first = pushback.readNBytes(BOM.length);
      if (!MessageDigest.isEqual(first, BOM)) {
        pushback.unread(first);
      }
      return pushback;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<Column, Integer> columns(CsvRecord heading) {
    var columns = new EnumMap<Column, Integer>(Column.class);
    for (int i = 0; i < heading.getFieldCount(); i++) {
      String text = heading.getField(i);
      Column column =
          Column.headed(text).orElseThrow(() -> new UnusableFile(1, unknownColumn(text)));
      if (columns.putIfAbsent(column, i) != null) {
        throw new UnusableFile(1, "column '" + column.heading() + "' is there twice");
      }
    }
    if (!columns.containsKey(Column.USERNAME) && !columns.containsKey(Column.TOKEN_SERIAL)) {
      throw new UnusableFile(1, "the heading has neither 'username' nor 'token_serial'");
    }
    return columns;
  }

  /// Says the heading only if it is as short as one: a file without a heading begins with a user.
  private static String unknownColumn(String text) {
    String suggestion = DidYouMean.ending(text, Column.headings());
    return suggestion.isEmpty()
        ? "the first line must name the columns: " + String.join(", ", Column.headings())
        : "unknown column '" + text + "'" + suggestion;
  }

  /// The next row; empty at the end.
  ///
  /// @throws UnusableFile if nothing behind this line can be read
  Optional<CsvRow> next() {
    var row = record().map(this::row);
    if (row.isPresent() && row.get().last()) {
      ended = true;
      return Optional.empty();
    }
    if (row.isEmpty() && !ended && columns.containsKey(Column.LINE)) {
      throw new UnusableFile(line, "the file broke off: it has no last row with 'end'");
    }
    return row;
  }

  /// Refuses a file that could break off between two rows without anybody noticing, as it may when
  /// whoever sends it goes away.
  void requireEnd() {
    if (!columns.containsKey(Column.LINE)) {
      throw new UnusableFile(1, "a stream needs a column 'line', with 'end' in the last row");
    }
  }

  private CsvRow row(CsvRecord read) {
    return new CsvRow(read.getStartingLineNumber(), columns, read.getFields());
  }

  private Optional<CsvRecord> record() {
    try {
      if (!records.hasNext()) {
        return Optional.empty();
      }
      CsvRecord read = records.next();
      line = read.getStartingLineNumber() + 1;
      return Optional.of(read);
    } catch (CsvParseException _) {
      throw new UnusableFile(line, "this is not CSV: an open quote, or a row over 64 KiB");
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof CharacterCodingException)) {
        throw e; // the file did not come to its end
      }
      throw new UnusableFile(line, "here or somewhat later the file is not UTF-8");
    }
  }
}
