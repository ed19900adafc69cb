package dev.postern.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// The rows of a query one after the other, however many there are; within a transaction only,
/// since PostgreSQL gives a cursor to nothing else.
final class Rows<T> implements AutoCloseable {
  /// Reads the row that a result stands at.
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet result) throws SQLException;
  }

  private static final int FETCHED = 2000;

  private final PreparedStatement statement;
  private final Reader<T> reader;

  Rows(Connection connection, String sql, Reader<T> reader) throws SQLException {
    statement = connection.prepareStatement(sql);
    statement.setFetchSize(FETCHED);
    this.reader = reader;
  }

  Iterator<T> of(Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return new Cursor(statement.executeQuery());
  }

  private final class Cursor implements Iterator<T> {
    private final ResultSet result;
    private boolean there;

    private Cursor(ResultSet result) throws SQLException {
      this.result = result;
      there = result.next();
    }

    @Override
    public boolean hasNext() {
      return there;
    }

    @Override
    public T next() {
      if (!there) {
        throw new NoSuchElementException();
      }
      try {
        T row = reader.read(result);
        there = result.next();
        return row;
      } catch (SQLException e) {
        throw new StoreUnavailable("reading on", e);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
