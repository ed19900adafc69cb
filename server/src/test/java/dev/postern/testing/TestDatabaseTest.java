package dev.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class TestDatabaseTest {

  @Test
  void twoDatabasesDoNotSeeEachOther() throws SQLException {
    try (var one = TestDatabase.create();
        var other = TestDatabase.create()) {
      one.execute("CREATE TABLE thing (id int)");
      assertThat(tables(one)).isEqualTo(1);
      assertThat(tables(other)).isZero();
    }
  }

  @Test
  void aTemplateIsPreparedOnceAndCopied() throws SQLException {
    var prepared = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      try (var copy =
          TestDatabase.create(
              "one-table",
              fresh -> {
                prepared.incrementAndGet();
                fresh.execute("CREATE TABLE thing (id int)");
              })) {
        assertThat(tables(copy)).isEqualTo(1);
        copy.execute("CREATE TABLE another (id int)");
      }
    }
    assertThat(prepared).hasValue(1);
  }

  private static int tables(TestDatabase database) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) {
      row.next();
      return row.getInt(1);
    }
  }
}
