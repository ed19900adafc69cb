package dev.postern.store;

import dev.postern.audit.AuditEntry;
import dev.postern.testing.RecordingAudit;
import dev.postern.testing.TestDatabase;
import java.util.List;
import org.flywaydb.core.Flyway;

/// A database of a test's own with all tables in it, and what was audited there.
public final class MigratedDatabase implements AutoCloseable {
  private final TestDatabase test = TestDatabase.create("migrated", MigratedDatabase::migrate);
  private final RecordingAudit audit = new RecordingAudit();
  private final Database database = Database.open(test.settings(), audit);

  private static void migrate(TestDatabase fresh) {
    Flyway.configure()
        .dataSource(fresh.jdbcUrl(), fresh.user(), fresh.password().revealUtf8())
        .load()
        .migrate();
  }

  public Database database() {
    return database;
  }

  public TestDatabase test() {
    return test;
  }

  /// What keeps the audit, for another node on the same database to write to.
  public RecordingAudit audit() {
    return audit;
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
