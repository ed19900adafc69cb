package dev.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private final StringWriter printed = new StringWriter();
  private final PrintWriter out = new PrintWriter(printed);
  private final Table table = new Table(out, List.of("NAME", "GROUPS"));

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    table.print(List.of(List.of("ö", "a"), List.of("longest", "")));
    assertThat(printed.toString().lines())
        .containsExactly("NAME     GROUPS", "ö        a", "longest  -");
  }

  @Test
  void aSecondPartKeepsTheHeadingAndTheWidths() {
    table.print(List.of(List.of("longest", "a")));
    table.print(List.of(List.of("b", "c")));
    assertThat(printed.toString().lines())
        .containsExactly("NAME     GROUPS", "longest  a", "b        c");
  }

  @Test
  void whatCouldMoveTheCursorIsShownByItsNumber() {
    table.print(List.of(List.of("a\u001b[1A\u202eb", "x")));
    assertThat(printed.toString()).contains("a<U+1b>[1A<U+202e>b").doesNotContain("\u001b");
  }

  @Test
  void anEmptyTableSaysSo() {
    table.print(List.of());
    table.end();
    assertThat(printed.toString().lines()).containsExactly("none");
  }
}
