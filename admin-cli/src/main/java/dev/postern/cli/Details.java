package dev.postern.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing, a line for each of its sides. What it has not is left out.
final class Details {
  private record Line(String name, String value) {}

  private final List<Line> lines = new ArrayList<>();

  Details line(String name, @Nullable Object value) {
    if (value != null && !value.toString().isEmpty()) {
      lines.add(new Line(name, Printable.of(value.toString())));
    }
    return this;
  }

  Details line(String name, List<String> values) {
    return line(name, String.join(", ", values));
  }

  @Override
  public String toString() {
    int width = lines.stream().mapToInt(line -> line.name().length()).max().orElse(0);
    var text = new StringBuilder();
    for (Line line : lines) {
      String gap = " ".repeat(width - line.name().length() + 2);
      text.append(text.isEmpty() ? "" : "\n").append(line.name()).append(gap).append(line.value());
    }
    return text.toString();
  }
}
