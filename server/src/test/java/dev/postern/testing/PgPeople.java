package dev.postern.testing;

import dev.postern.audit.AuditEntry;
import dev.postern.store.Database;
import dev.postern.store.DatabaseSettings;
import dev.postern.store.PgGroups;
import dev.postern.store.PgTokens;
import dev.postern.store.PgUsers;
import dev.postern.token.Tokens;
import dev.postern.user.Groups;
import dev.postern.user.Users;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.flywaydb.core.Flyway;

/// People in a PostgreSQL of the test's own.
public final class PgPeople implements People {
  private final TestDatabase test = TestDatabase.create("migrated", PgPeople::migrate);
  private final RecordingAudit audit = new RecordingAudit();
  private final Database database;
  private final InstantSource clock;

  public PgPeople(InstantSource clock) {
    this.clock = clock;
    this.database =
        Database.open(
            new DatabaseSettings(
                test.jdbcUrl(), test.user(), test.password(), 8, Duration.ofSeconds(5)),
            audit);
  }

  private static void migrate(TestDatabase fresh) {
    Flyway.configure()
        .dataSource(fresh.jdbcUrl(), fresh.user(), fresh.password().revealUtf8())
        .load()
        .migrate();
  }

  public Database database() {
    return database;
  }

  /// What keeps the audit, for another node on the same database to write to.
  public RecordingAudit audit() {
    return audit;
  }

  public TestDatabase test() {
    return test;
  }

  @Override
  public Users users() {
    return new PgUsers(database, clock);
  }

  @Override
  public Groups groups() {
    return new PgGroups(database, clock);
  }

  @Override
  public Tokens tokens() {
    return new PgTokens(database, clock);
  }

  @Override
  public List<AuditEntry> audited() {
    return audit.entries();
  }

  @Override
  public void close() {
    database.close();
    test.close();
  }
}
