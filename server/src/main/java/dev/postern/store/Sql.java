package dev.postern.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One statement and its parameters in their order, to be run once.
final class Sql {
  private final String text;
  private final @Nullable Object[] parameters;

  private Sql(String text, @Nullable Object[] parameters) {
    this.text = text;
    this.parameters = parameters;
  }

  static Sql of(String text, @Nullable Object... parameters) {
    return new Sql(text, parameters);
  }

  /// All rows, so the statement bounds them: a page has its `LIMIT`.
  <T> List<T> all(Connection connection, Rows.Reader<T> reader) throws SQLException {
    try (var statement = prepared(connection);
        var rows = statement.executeQuery()) {
      var values = new ArrayList<T>();
      while (rows.next()) {
        values.add(reader.read(rows));
      }
      return values;
    }
  }

  /// The first row, if there is any.
  <T> Optional<T> first(Connection connection, Rows.Reader<T> reader) throws SQLException {
    try (var statement = prepared(connection);
        var rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
    }
  }

  /// Changes rows; whether there was any to change.
  boolean changed(Connection connection) throws SQLException {
    return update(connection) > 0;
  }

  /// Changes rows; how many it were.
  int update(Connection connection) throws SQLException {
    try (var statement = prepared(connection)) {
      return statement.executeUpdate();
    }
  }

  private PreparedStatement prepared(Connection connection) throws SQLException {
    var statement = connection.prepareStatement(text);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
