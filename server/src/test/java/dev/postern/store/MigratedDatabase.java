package dev.postern.store;

import dev.postern.audit.AuditEntry;
import dev.postern.testing.RecordingAudit;
import dev.postern.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;

/// A database of a test's own with all tables in it, and what was audited there.
final class MigratedDatabase implements AutoCloseable {
  private final TestDatabase test = TestDatabase.create("migrated", MigratedDatabase::migrate);
  private final RecordingAudit audit = new RecordingAudit();
  private final Database database =
      Database.open(
          new DatabaseSettings(
              test.jdbcUrl(), test.user(), test.password(), 8, Duration.ofSeconds(5)),
          audit);

  private static void migrate(TestDatabase fresh) {
    Flyway.configure()
        .dataSource(fresh.jdbcUrl(), fresh.user(), fresh.password().revealUtf8())
        .load()
        .migrate();
  }

  Database database() {
    return database;
  }

  TestDatabase test() {
    return test;
  }

  List<AuditEntry> audited() {
    return audit.entries();
  }

  @Override
  public void close() {
    database.close();
    test.close();
  }
}
