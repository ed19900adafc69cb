package dev.postern.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Rows in columns, as wide as the widest cell so far. Long lists are printed part by part, under
/// one heading; an empty one says so.
final class Table {
  private final PrintWriter out;
  private final List<String> heading;
  private final int[] widths;
  private boolean begun;

  Table(PrintWriter out, List<String> heading) {
    this.out = out;
    this.heading = heading;
    this.widths = new int[heading.size()];
  }

  /// Prints these rows below those before them.
  void print(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    var lines = new ArrayList<List<String>>();
    if (!begun) {
      lines.add(heading);
      begun = true;
    }
    for (List<String> row : rows) {
      lines.add(row.stream().map(Printable::of).map(cell -> cell.isEmpty() ? "-" : cell).toList());
    }
    lines.forEach(this::widen);
    lines.forEach(this::print1);
  }

  void end() {
    if (!begun) {
      out.println("none");
    }
  }

  private void widen(List<String> line) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], width(line.get(i)));
    }
  }

  private void print1(List<String> line) {
    var text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      text.append(line.get(i)).append(" ".repeat(widths[i] - width(line.get(i)) + 2));
    }
    out.println(text.toString().stripTrailing());
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
