package dev.postern.testing;

import dev.postern.actor.Actor;
import dev.postern.approval.Approvals;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.PasswordHash;
import dev.postern.operator.Operator;
import dev.postern.operator.Role;
import dev.postern.store.Database;
import dev.postern.store.MigratedDatabase;
import dev.postern.store.PgApprovals;
import dev.postern.store.PgGroups;
import dev.postern.store.PgOperators;
import dev.postern.store.PgRealms;
import dev.postern.store.PgTokens;
import dev.postern.store.PgUsers;
import dev.postern.token.Tokens;
import dev.postern.user.Groups;
import dev.postern.user.Realms;
import dev.postern.user.Users;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

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
  public Realms realms() {
    return new PgRealms(database(), clock);
  }

  @Override
  public Tokens tokens() {
    return new PgTokens(database(), clock);
  }

  @Override
  public Approvals approvals() {
    return new PgApprovals(database(), clock);
  }

  @Override
  public void operator(String name, Instant credentialsAt) {
    var operator = new Operator(name, Role.ADMIN, Set.of(), true, false, credentialsAt, null);
    new PgOperators(database(), LoginWorld.SEALER, clock)
        .add(operator, PasswordHash.of("$x$y"), new Actor.Node("test"));
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
