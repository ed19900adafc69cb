package dev.postern.store;

import dev.postern.actor.Actor;
import dev.postern.audit.AuditEntry;
import dev.postern.audit.ProvenRow;
import dev.postern.audit.Seal;
import dev.postern.testing.TestDatabase;
import dev.postern.user.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A migrated database with nodes that write to it, for the tests of the audit.
final class AuditedDatabase implements AutoCloseable {
  private interface Reader<T> {
    T read(ResultSet result) throws SQLException;
  }

  static final YearMonth MONTH = YearMonth.of(2026, 11);
  static final Instant AT = Instant.parse("2026-11-22T10:00:00.123456Z");

  private final TestDatabase database = TestDatabase.create("audited", AuditedDatabase::migrate);
  private final ArrayList<Database> opened = new ArrayList<>();

  TestDatabase database() {
    return database;
  }

  private static void migrate(TestDatabase fresh) {
    List.of("V1__logins.sql", "V2__audit.sql", "V6__node_version.sql")
        .forEach(file -> fresh.execute(migration(file)));
  }

  private static String migration(String file) {
    try (var in = AuditedDatabase.class.getResourceAsStream("/db/migration/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A node that has begun; a second one with the same number is its next life.
  AuditedNode node(long number) {
    return AuditedNode.begin(this, number);
  }

  Database open(AuditWriter writer) {
    var settings =
        new DatabaseSettings(
            database.jdbcUrl(), database.user(), database.password(), 4, Duration.ofSeconds(5));
    var database = Database.open(settings, writer);
    opened.add(database);
    return database;
  }

  List<ProvenRow> rows(AuditedNode node) {
    return read("audit_entries", node, "seq", AuditSelect::row);
  }

  List<Seal> seals(AuditedNode node) {
    return read("audit_seals", node, "number", SealRows::read);
  }

  long count(String table) {
    return query("SELECT count(*) FROM " + table, result -> result.getLong(1)).getFirst();
  }

  private <T> List<T> read(String table, AuditedNode node, String order, Reader<T> reader) {
    return query(
        "SELECT * FROM %s WHERE node_id = '%s' ORDER BY %s".formatted(table, node.id(), order),
        reader);
  }

  private <T> List<T> query(String sql, Reader<T> reader) {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      var read = new ArrayList<T>();
      var result = statement.executeQuery(sql);
      while (result.next()) {
        read.add(reader.read(result));
      }
      return read;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  static AuditEntry accepted(String name) {
    return new AuditEntry(
        AT,
        "login.accepted",
        "",
        new Actor.Visitor(),
        new AuditEntry.Subject(new UserId(new UUID(7, name.hashCode())), "local/" + name),
        new AuditEntry.Origin("vpn-1", "203.0.113.9", "r-1"),
        Map.of());
  }

  @Override
  public void close() {
    opened.forEach(Database::close);
    database.close();
  }
}
