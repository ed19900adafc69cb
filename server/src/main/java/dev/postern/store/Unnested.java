package dev.postern.store;

import dev.postern.octets.Octets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Many rows for one statement, handed in as an array a column: `unnest(?, ?)`.
final class Unnested<T> {
  private final Connection connection;
  private final List<T> rows;
  private final List<Array> columns = new ArrayList<>();

  Unnested(Connection connection, List<T> rows) {
    this.connection = connection;
    this.rows = rows;
  }

  /// The next column, of this SQL type.
  Unnested<T> column(String type, Function<T, @Nullable Object> value) throws SQLException {
    columns.add(connection.createArrayOf(type, Columns.column(rows, value)));
    return this;
  }

  /// The next column, of `bytea`.
  Unnested<T> octets(Function<T, Octets> value) throws SQLException {
    byte[][] column = rows.stream().map(row -> value.apply(row).toArray()).toArray(byte[][]::new);
    columns.add(connection.createArrayOf("bytea", column));
    return this;
  }

  void run(String sql) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < columns.size(); i++) {
        statement.setArray(i + 1, columns.get(i));
      }
      statement.executeUpdate();
    }
  }
}
