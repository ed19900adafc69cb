package dev.postern.takeover;

import java.util.List;
import java.util.Map;

/// A row of the file: the line that it begins on, and its fields.
final class CsvRow {
  private final long line;
  private final Map<Column, Integer> columns;
  private final List<String> fields;

  CsvRow(long line, Map<Column, Integer> columns, List<String> fields) {
    this.line = line;
    this.columns = columns;
    this.fields = fields;
  }

  long line() {
    return line;
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
