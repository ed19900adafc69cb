package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.People;
import dev.postern.testing.PgPeople;
import dev.postern.user.SourceDelay;
import dev.postern.user.StoredPassword;
import dev.postern.user.UsersContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class PgUsersDatabaseTest implements UsersContract {
  @Override
  public People people() {
    return new PgPeople(() -> UsersContract.NOW);
  }

  @Test
  void delaysAreListedUntilTheyEndOrAreLifted() {
    try (var people = new PgPeople(() -> NOW)) {
      var jdoe = UsersContract.user("jdoe");
      people.users().add(jdoe, StoredPassword.NONE, OPERATOR);
      people
          .test()
          .execute(
              """
              INSERT INTO login_sources (user_id, source, failures, delayed_until, seen_at)
              SELECT '%s', source, 6, until::timestamptz, '2026-11-22T09:59:00Z'
              FROM (VALUES ('198.51.100.7', '2026-11-22T10:01:00Z'),
                ('203.0.113.9', '2026-11-22T10:02:00Z'),
                ('192.0.2.1', '2026-11-22T10:00:00Z')) AS delays (source, until)
              """
                  .formatted(jdoe.id().value()));
      assertThat(people.users().delays(jdoe.id()))
          .containsExactly(
              new SourceDelay("203.0.113.9", NOW.plusSeconds(120)),
              new SourceDelay("198.51.100.7", NOW.plusSeconds(60)));
      people.users().unlock(jdoe.id(), OPERATOR);
      assertThat(people.users().delays(jdoe.id())).isEmpty();
    }
  }
}
