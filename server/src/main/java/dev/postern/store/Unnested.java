package dev.postern.store;

import dev.postern.octets.Octets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Many rows for one statement, handed in as an array a column: `unnest(?, ?)`. The statement is
/// planned once, whatever the number of rows, and they cost one round trip.
final class Unnested<T> {
  private interface Column {
    Array on(Connection connection) throws SQLException;
  }

  private final List<T> rows;
  private final List<Column> columns = new ArrayList<>();

  Unnested(List<T> rows) {
    this.rows = rows;
  }

  Unnested<T> uuids(Function<T, @Nullable UUID> value) {
    return column("uuid", value, Object[]::new);
  }

  Unnested<T> texts(Function<T, @Nullable String> value) {
    return column("text", value, String[]::new);
  }

  Unnested<T> octets(Function<T, @Nullable Octets> value) {
    return column("bytea", row -> Columns.octets(value.apply(row)), byte[][]::new);
  }

  Unnested<T> times(Function<T, @Nullable Instant> value) {
    return column("timestamptz", row -> Columns.timestamp(value.apply(row)), Object[]::new);
  }

  Unnested<T> booleans(Function<T, Boolean> value) {
    return column("boolean", value, Boolean[]::new);
  }

  Unnested<T> integers(Function<T, Integer> value) {
    return column("int4", value, Integer[]::new);
  }

  Unnested<T> longs(Function<T, Long> value) {
    return column("int8", value, Long[]::new);
  }

  /// The driver sends an array in binary where its component type is a Java type that it knows.
  private <V> Unnested<T> column(
      String type, Function<T, @Nullable V> value, IntFunction<@Nullable Object[]> array) {
    @Nullable Object[] values = array.apply(rows.size());
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    columns.add(connection -> connection.createArrayOf(type, values));
    return this;
  }

  /// Gives the statement its columns from this parameter on, and says which parameter is next.
  int bind(PreparedStatement statement, int first) throws SQLException {
    var connection = statement.getConnection();
    int parameter = first;
    for (var column : columns) {
      statement.setArray(parameter++, column.on(connection));
    }
    return parameter;
  }

  /// Runs a statement whose parameters are these columns and nothing else; none if there is no row.
  void run(Connection connection, String sql) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(sql)) {
      bind(statement, 1);
      statement.executeUpdate();
    }
  }
}
