package dev.postern.testing;

import dev.postern.audit.AuditEntry;
import dev.postern.store.Database;
import dev.postern.store.MigratedDatabase;
import dev.postern.store.PgGroups;
import dev.postern.store.PgTokens;
import dev.postern.store.PgUsers;
import dev.postern.token.Tokens;
import dev.postern.user.Groups;
import dev.postern.user.Users;
import java.time.InstantSource;
import java.util.List;

/// People in a PostgreSQL of the test's own.
public final class PgPeople implements People {
  private final MigratedDatabase migrated = new MigratedDatabase();
  private final InstantSource clock;

  public PgPeople(InstantSource clock) {
    this.clock = clock;
  }

  public Database database() {
    return migrated.database();
  }

  public MigratedDatabase migrated() {
    return migrated;
  }

  public TestDatabase test() {
    return migrated.test();
  }

  @Override
  public Users users() {
    return new PgUsers(database(), clock);
  }

  @Override
  public Groups groups() {
    return new PgGroups(database(), clock);
  }

  @Override
  public Tokens tokens() {
    return new PgTokens(database(), clock);
  }

  @Override
  public List<AuditEntry> audited() {
    return migrated.audit().entries();
  }

  @Override
  public void close() {
    migrated.close();
  }
}
