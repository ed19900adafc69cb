package dev.postern.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Columns are shifted by accident, so any of them may hold a secret.
@DisplayName("S25: import reports never echo secrets")
class ImportSecretsTest {
  private static final String SECRET = "C0rrect:horse/battery\\\\Staple 7 ";
  private static final String HEADING =
      Arrays.stream(Column.values()).map(Column::heading).collect(Collectors.joining(","));

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static RowReading read(String row) {
    var rows = new CsvRows(stream(HEADING + "\n" + row));
    return new RowRule(realm -> realm.text().equals("local"), Instant.EPOCH)
        .read(rows.next().orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(Column.class)
  void aSecretInAnyColumnIsNotToldWhateverIsWrong(Column column) {
    var fields =
        new EnumMap<Column, String>(
            Map.of(
                Column.USERNAME, "jdoe",
                Column.TOKEN_SERIAL, "T1",
                Column.TOKEN_DIGITS, "7")); // something is wrong in any case
    fields.put(column, SECRET + "x".repeat(256) + "\u0001");
    var reading =
        read(
            Arrays.stream(Column.values())
                .map(each -> fields.getOrDefault(each, ""))
                .collect(Collectors.joining(",")));
    assertThat(reading).isInstanceOf(RowReading.Bad.class);
    assertThat(reading.toString()).doesNotContain("C0rrect", "horse", "Staple");
  }

  @Test
  void aFileWithoutAHeadingIsNotTold() {
    try {
      new CsvRows(stream("jdoe," + SECRET + ",{SSHA}x\n"));
      assertThat(false).as("it has no heading").isTrue();
    } catch (UnusableFile unusable) {
      assertThat(unusable.reason()).doesNotContain("horse", "jdoe", "SSHA");
    }
  }
}
