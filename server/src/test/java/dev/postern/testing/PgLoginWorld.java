package dev.postern.testing;

import dev.postern.access.LimitSettings;
import dev.postern.access.LoginRule;
import dev.postern.access.Logins;
import dev.postern.accounting.Sessions;
import dev.postern.store.Database;
import dev.postern.store.PgLogins;
import dev.postern.store.PgSessions;
import java.time.Duration;

/// Logins of two nodes, each with its own pool, on one PostgreSQL. Its clock can't be moved, so
/// passing time makes older what is written there.
public final class PgLoginWorld implements LoginWorld {
  private final MovableClock clock = new MovableClock(START);
  private final PgPeople people = new PgPeople(clock);
  private final Database other;
  private final PgLogins logins;
  private final PgLogins otherNode;
  private final PgSessions sessions;

  public PgLoginWorld() {
    this.other = Database.open(people.test().settings(), people.migrated().audit());
    var rule = new LoginRule(LimitSettings.DEFAULT);
    this.logins = new PgLogins(people.database(), rule, SEALER);
    this.otherNode = new PgLogins(other, rule, SEALER);
    this.sessions = new PgSessions(other);
  }

  @Override
  public PgPeople people() {
    return people;
  }

  @Override
  public MovableClock clock() {
    return clock;
  }

  @Override
  public Logins logins() {
    return logins;
  }

  @Override
  public Logins otherNode() {
    return otherNode;
  }

  @Override
  public Sessions sessions() {
    return sessions;
  }

  @Override
  public void pass(Duration time) {
    clock.pass(time);
    String past = " - interval '" + time.toMillis() + " milliseconds'";
    people
        .test()
        .execute(
            """
            UPDATE login_guards SET locked_until = locked_until PAST, failed_at = failed_at PAST;
            UPDATE login_sources SET delayed_until = delayed_until PAST, good_at = good_at PAST;
            UPDATE tokens SET accepted_at = accepted_at PAST;
            UPDATE answered_challenges SET answered_at = answered_at PAST;
            UPDATE awaited_sessions SET expires_at = expires_at PAST;
            """
                .replace(" PAST", past));
  }

  @Override
  public void gateway(String name, boolean enabled) {
    people
        .test()
        .execute(
            """
            INSERT INTO gateways VALUES ('%s', %s, '', NULL, NULL, '', '{}', '[]', now())
            ON CONFLICT (name) DO UPDATE SET enabled = excluded.enabled
            """
                .formatted(name, enabled));
  }

  @Override
  public void close() {
    logins.close();
    otherNode.close();
    sessions.close();
    other.close();
    people.close();
  }
}
