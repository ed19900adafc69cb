package dev.postern.store;

import dev.postern.access.Attempt;
import dev.postern.access.Guard;
import dev.postern.access.Ruling;
import dev.postern.access.SourceGuard;
import dev.postern.access.Verdict;
import dev.postern.token.TokenSerial;
import dev.postern.user.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes what was ruled of a group of attempts, one statement a table.
final class LoginWrites {
  /// That no code is accepted twice is decided here, and nowhere else: a step is spent only if it
  /// is later than the last, whatever was read or compared before, and only while user, token and
  /// gateway still allow it.
  static final String SPENDING =
      """
      UPDATE tokens t
         SET last_step = spent.step, drift_steps = spent.drift, accepted_at = clock_timestamp(),
             accepted_packet = spent.packet, accepted_login = spent.login
        FROM %s
       WHERE t.user_id = spent.user_id AND t.serial = spent.serial
         AND t.last_step < spent.step AND t.state = 'active'
         AND EXISTS (SELECT FROM users u WHERE u.user_id = spent.user_id AND u.enabled)
         AND EXISTS (SELECT FROM gateways g WHERE g.name = spent.gateway AND g.enabled)
      """;

  private static final String SPEND =
      SPENDING.formatted(
              """
              unnest(?::uuid[], ?::text[], ?::bigint[], ?::integer[], ?::bytea[], ?::bytea[],
                     ?::text[])
              AS spent (user_id, serial, step, drift, packet, login, gateway)
              """)
          + "RETURNING t.user_id, t.serial";

  /// A row that was there when the users were locked is ours. One that came since then, of a name
  /// that is nobody's, may be locked by a group that waits for us: that one is not waited for.
  private static final String GUARD =
      """
      WITH ruled AS (
        SELECT * FROM unnest(?::uuid[], ?::boolean[], ?::integer[], ?::integer[], ?::timestamptz[],
                             ?::timestamptz[], ?::bytea[], ?::bytea[], ?::integer[], ?::text[])
          AS ruled (user_id, known, failures, unknown_failures, locked_until, failed_at,
                    failed_packet, failed_login, failed_schemes, failed_reason)
      ), held AS (
        SELECT user_id FROM login_guards WHERE user_id IN (SELECT user_id FROM ruled)
           FOR UPDATE SKIP LOCKED
      ), changed AS (
        UPDATE login_guards g
           SET known = r.known, failures = r.failures, unknown_failures = r.unknown_failures,
               locked_until = r.locked_until, failed_at = r.failed_at,
               failed_packet = r.failed_packet, failed_login = r.failed_login,
               failed_schemes = r.failed_schemes, failed_reason = r.failed_reason
          FROM ruled r JOIN held USING (user_id)
         WHERE g.user_id = r.user_id
      )
      INSERT INTO login_guards (user_id, known, failures, unknown_failures, locked_until, failed_at,
                                failed_packet, failed_login, failed_schemes, failed_reason)
      SELECT * FROM ruled ORDER BY user_id
      ON CONFLICT DO NOTHING
      """;

  private static final String SOURCE =
      """
      INSERT INTO login_sources (user_id, source, failures, delayed_until, good_at, seen_at)
      SELECT user_id, source, failures, delayed_until, good_at, clock_timestamp()
        FROM unnest(?::uuid[], ?::text[], ?::integer[], ?::timestamptz[], ?::timestamptz[])
             AS seen (user_id, source, failures, delayed_until, good_at)
      ON CONFLICT (user_id, source) DO UPDATE
        SET failures = excluded.failures, delayed_until = excluded.delayed_until,
            good_at = excluded.good_at, seen_at = excluded.seen_at
      """;
  private static final String ANSWER =
      """
      INSERT INTO answered_challenges (user_id, challenge_id, answer, decision, expires_at,
                                       answered_at)
      SELECT answered.*, clock_timestamp()
        FROM unnest(?::uuid[], ?::uuid[], ?::bytea[], ?::text[], ?::timestamptz[]) AS answered
      ON CONFLICT DO NOTHING
      """;
  private static final String SUSPEND =
      """
      UPDATE tokens SET state = 'suspended' WHERE user_id = ANY (?::uuid[]) AND state = 'active'
      """;

  /// For so long a login counts as a session before its gateway tells of it.
  private static final String AWAIT =
      """
      INSERT INTO awaited_sessions (user_id, login, packet, expires_at)
      SELECT user_id, login, packet, clock_timestamp() + interval '30 seconds'
        FROM unnest(?::uuid[], ?::text[], ?::bytea[]) AS accepted (user_id, login, packet)
      ON CONFLICT DO NOTHING
      """;

  /// An attempt and what was ruled of it.
  record Ruled(Attempt attempt, Ruling ruling) {}

  /// A step of a token.
  record SpentStep(UserId user, TokenSerial serial) {}

  private LoginWrites() {}

  /// Spends what was ruled to be spent, and says which tokens' steps were.
  static Set<SpentStep> spend(Connection connection, List<Ruled> ruled) throws SQLException {
    var rows = ruled.stream().filter(r -> r.ruling.spent() != null).toList();
    var spent = new HashSet<SpentStep>();
    if (rows.isEmpty()) {
      return spent;
    }
    try (var statement = connection.prepareStatement(SPEND)) {
      new Unnested<>(rows)
          .uuids(r -> r.attempt.user().value())
          .texts(r -> spent(r).serial().text())
          .longs(r -> spent(r).step())
          .integers(r -> spent(r).drift())
          .octets(r -> r.attempt.trace().packet())
          .octets(r -> r.attempt.trace().submission())
          .texts(r -> r.attempt.trace().gateway())
          .bind(statement, 1);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          spent.add(
              new SpentStep(
                  new UserId(row.getObject(1, UUID.class)), new TokenSerial(row.getString(2))));
        }
      }
    }
    return spent;
  }

  private static Ruling.Spent spent(Ruled ruled) {
    var spent = ruled.ruling.spent();
    if (spent == null) {
      throw new AssertionError("only rulings that spend are written here");
    }
    return spent;
  }

  /// Writes failures, sources, answers and suspensions. Guards of names that are nobody's are new,
  /// and so not locked yet: they are made in the order of their users, or two groups that share
  /// such names would wait for each other.
  static void write(Connection connection, List<Ruled> ruled) throws SQLException {
    writeGuards(connection, ruled.stream().filter(r -> r.ruling.guard() != null).toList());
    writeSources(
        connection,
        ruled.stream().filter(r -> r.ruling.source() != null && r.attempt.known()).toList());
    writeAnswers(connection, ruled.stream().filter(r -> r.ruling.answers()).toList());
    suspend(connection, ruled.stream().filter(r -> r.ruling.suspends()).toList());
    await(connection, ruled.stream().filter(LoginWrites::awaited).toList());
  }

  private static boolean awaited(Ruled ruled) {
    return ruled.attempt.sessions() > 0
        && ruled.ruling.verdict().equals(new Verdict.Accepted(false));
  }

  private static void await(Connection connection, List<Ruled> rows) throws SQLException {
    new Unnested<>(rows)
        .uuids(r -> r.attempt.user().value())
        .texts(r -> r.attempt.trace().requestId())
        .octets(r -> r.attempt.trace().packet())
        .run(connection, AWAIT);
  }

  private static void writeGuards(Connection connection, List<Ruled> rows) throws SQLException {
    new Unnested<>(rows)
        .uuids(r -> r.attempt.user().value())
        .booleans(r -> r.attempt.known())
        .integers(r -> guard(r).failures())
        .integers(r -> guard(r).unknownFailures())
        .times(r -> guard(r).lockedUntil())
        .times(r -> last(r, Guard.LastFailure::at))
        .octets(r -> last(r, Guard.LastFailure::packet))
        .octets(r -> last(r, Guard.LastFailure::login))
        .integers(r -> schemes(guard(r).last()))
        .texts(r -> last(r, last -> last.reason().name()))
        .run(connection, GUARD);
  }

  private static Guard guard(Ruled ruled) {
    var guard = ruled.ruling.guard();
    return guard == null ? Guard.CLEAN : guard;
  }

  private static int schemes(Guard.@Nullable LastFailure last) {
    return last == null ? 0 : last.schemes();
  }

  private static <V> @Nullable V last(Ruled ruled, Function<Guard.LastFailure, V> value) {
    var last = guard(ruled).last();
    return last == null ? null : value.apply(last);
  }

  private static void writeSources(Connection connection, List<Ruled> rows) throws SQLException {
    new Unnested<>(rows)
        .uuids(r -> r.attempt.user().value())
        .texts(r -> r.attempt.trace().source())
        .integers(r -> source(r).failures())
        .times(r -> source(r).delayedUntil())
        .times(r -> source(r).goodAt())
        .run(connection, SOURCE);
  }

  private static SourceGuard source(Ruled ruled) {
    var source = ruled.ruling.source();
    return source == null ? SourceGuard.CLEAN : source;
  }

  private static void writeAnswers(Connection connection, List<Ruled> rows) throws SQLException {
    new Unnested<>(rows)
        .uuids(r -> r.attempt.user().value())
        .uuids(r -> answer(r).challenge())
        .octets(r -> answer(r).digest())
        .texts(r -> r.ruling.decision())
        .times(r -> answer(r).expires())
        .run(connection, ANSWER);
  }

  private static Attempt.Answer answer(Ruled ruled) {
    var answer = ruled.attempt.answer();
    if (answer == null) {
      throw new AssertionError("only attempts that answer a challenge are written here");
    }
    return answer;
  }

  private static void suspend(Connection connection, List<Ruled> rows) throws SQLException {
    new Unnested<>(rows).uuids(r -> r.attempt.user().value()).run(connection, SUSPEND);
  }
}
