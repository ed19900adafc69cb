package dev.postern.takeover;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A row of the file: the line that it begins on, and its fields.
final class CsvRow {
  private static final String END = "end";
  private static final Pattern SOURCE_LINE = Pattern.compile("[1-9][0-9]{0,17}");

  private final long line;
  private final Map<Column, Integer> columns;
  private final List<String> fields;

  CsvRow(long line, Map<Column, Integer> columns, List<String> fields) {
    this.line = line;
    this.columns = columns;
    this.fields = fields;
  }

  /// The line of the file that the row was made from, if it says so; else its own.
  long line() {
    String source = complete() ? at(Column.LINE) : "";
    return SOURCE_LINE.matcher(source).matches() ? Long.parseLong(source) : line;
  }

  /// Whether it is the one that says that the file is whole.
  boolean last() {
    return complete() && at(Column.LINE).equals(END);
  }

  /// As many fields as the heading has.
  boolean complete() {
    return fields.size() == columns.size();
  }

  /// Empty if the file has no such column.
  String at(Column column) {
    Integer index = columns.get(column);
    return index == null ? "" : fields.get(index).strip();
  }

  /// The field to the letter, blanks and all.
  String exactly(Column column) {
    Integer index = columns.get(column);
    return index == null ? "" : fields.get(index);
  }
}
