package dev.postern.store;

import dev.postern.access.Attempt;
import dev.postern.access.Finding;
import dev.postern.access.LoginAudit;
import dev.postern.access.LoginRule;
import dev.postern.access.Ruling;
import dev.postern.access.Standing;
import dev.postern.access.Verdict;
import dev.postern.audit.ProvenRow;
import dev.postern.store.LoginWrites.Ruled;
import dev.postern.user.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Settles in one statement, which is one round trip and commits by itself, what most logins are: a
/// right code or a right password, and nothing in its way. The rule is asked what it makes of
/// [Standing#unhindered]; the statement does that for those alone that stand so, and for the others
/// nothing at all.
///
/// No lock is held that would put these after the failures of the same user in flight: they come
/// before them. That changes nothing that was ruled, for a failure looks only at failures, and here
/// there are none (S1).
final class UnhinderedLogins {
  private static final String SETTLE =
      """
      WITH attempt AS (
        SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::bytea[], ?::bytea[], ?::text[],
                             ?::bigint[], ?::integer[], ?::uuid[], ?::bytea[], ?::timestamptz[],
                             ?::boolean[])
          WITH ORDINALITY AS attempt (user_id, gateway, source, packet, login, serial, step, drift,
                                      challenge_id, answer, expires_at, alone, nth)
      ), unhindered AS (
        SELECT a.*, s.good_at
          FROM attempt a
          JOIN login_guards g ON g.user_id = a.user_id
          LEFT JOIN login_sources s ON s.user_id = a.user_id AND s.source = a.source
         WHERE g.failures = 0 AND g.unknown_failures = 0 AND g.locked_until IS NULL
           AND g.failed_at IS NULL AND coalesce(s.failures, 0) = 0
           AND NOT EXISTS (SELECT FROM answered_challenges c
                            WHERE c.user_id = a.user_id AND c.challenge_id = a.challenge_id)
           AND (NOT a.alone OR EXISTS (SELECT FROM users u
                 WHERE u.user_id = a.user_id AND u.enabled AND NOT u.ever_had_token))
      ), spent AS (
      """
          + LoginWrites.SPENDING.formatted("unhindered AS spent")
          + """
            RETURNING spent.*
          ), known_sources AS (
            INSERT INTO login_sources (user_id, source, failures, good_at, seen_at)
            SELECT user_id, source, 0, clock_timestamp(), clock_timestamp()
              FROM spent
             WHERE source <> '' AND coalesce(good_at < clock_timestamp() - ? * interval '1 second', true)
            ON CONFLICT (user_id, source) DO UPDATE
              SET good_at = excluded.good_at, seen_at = excluded.seen_at
          ), answers AS (
            INSERT INTO answered_challenges (user_id, challenge_id, answer, decision, answered_at,
                                             expires_at)
            SELECT user_id, challenge_id, answer, 'ACCEPTED', clock_timestamp(), expires_at
              FROM spent WHERE challenge_id IS NOT NULL
          ), settled AS (
            SELECT nth FROM spent UNION ALL SELECT nth FROM unhindered WHERE serial IS NULL
          ), audited AS (
          """
          + AuditInsert.INSERT
          + """
            WHERE nth IN (SELECT nth FROM settled)
          )
          SELECT nth FROM settled
          """;

  private final Database database;
  private final LoginRule rule;

  UnhinderedLogins(Database database, LoginRule rule) {
    this.database = database;
    this.rule = rule;
  }

  /// Settles those of these attempts that nothing stands in the way of, and gives their verdicts.
  /// The attempts are each of another user and in the order of their users, in which tokens are
  /// locked.
  Map<UserId, Verdict> settle(List<Attempt> attempts, Duration patience) {
    var ruled = attempts.stream().filter(UnhinderedLogins::mayBe).map(this::ruled).toList();
    if (ruled.isEmpty()) {
      return Map.of();
    }
    var entries = ruled.stream().map(one -> LoginAudit.entry(one.attempt(), one.ruling())).toList();
    var settled =
        database.inStatement(
            "settle logins",
            patience,
            entries,
            (connection, audit) -> run(connection, ruled, audit));
    var verdicts = new HashMap<UserId, Verdict>();
    settled.stream()
        .mapToObj(ruled::get)
        .forEach(one -> verdicts.put(one.attempt().user(), one.ruling().verdict()));
    return verdicts;
  }

  /// Where sessions are limited they are counted under the user's lock.
  private static boolean mayBe(Attempt attempt) {
    return switch (attempt.finding()) {
      case Finding.Matched _, Finding.Asking _, Finding.Proven _ -> attempt.sessions() == 0;
      case Finding.PasswordAlone _ -> attempt.answer() == null && attempt.sessions() == 0;
      case Finding.Failed _,
          Finding.Refused _,
          Finding.Late _,
          Finding.OutOfStep _,
          Finding.CertificateAlone _ ->
          false;
    };
  }

  private Ruled ruled(Attempt attempt) {
    var standing = Standing.unhindered(attempt);
    return new Ruled(attempt, rule.rule(attempt, standing, attempt.trace().at()));
  }

  private static BitSet run(Connection connection, List<Ruled> ruled, List<ProvenRow> audit)
      throws SQLException {
    try (var statement = connection.prepareStatement(SETTLE)) {
      int next = attempts(ruled).bind(statement, 1);
      statement.setLong(next, LoginRule.GOOD_REFRESH.toSeconds());
      AuditInsert.bind(statement, next + 1, audit);
      return settled(statement);
    } catch (SQLException e) {
      if (Columns.UNIQUE_VIOLATION.equals(e.getSQLState())) {
        return new BitSet(); // somebody answered one of the challenges at this moment
      }
      throw e;
    }
  }

  private static BitSet settled(PreparedStatement statement) throws SQLException {
    var settled = new BitSet();
    try (var row = statement.executeQuery()) {
      while (row.next()) {
        settled.set((int) row.getLong(1) - 1);
      }
    }
    return settled;
  }

  private static Unnested<Ruled> attempts(List<Ruled> ruled) {
    return new Unnested<>(ruled)
        .uuids(r -> r.attempt().user().value())
        .texts(r -> r.attempt().trace().gateway())
        .texts(r -> r.attempt().trace().source())
        .octets(r -> r.attempt().trace().packet())
        .octets(r -> r.attempt().trace().submission())
        .texts(r -> spent(r, spent -> spent.serial().text()))
        .longs(r -> r.ruling().spent() == null ? -1L : r.ruling().spent().step())
        .integers(r -> r.ruling().spent() == null ? 0 : r.ruling().spent().drift())
        .uuids(r -> answer(r, Attempt.Answer::challenge))
        .octets(r -> answer(r, Attempt.Answer::digest))
        .times(r -> answer(r, Attempt.Answer::expires))
        .booleans(r -> r.attempt().finding() instanceof Finding.PasswordAlone);
  }

  private static <V> @Nullable V spent(Ruled ruled, Function<Ruling.Spent, V> value) {
    var spent = ruled.ruling().spent();
    return spent == null ? null : value.apply(spent);
  }

  private static <V> @Nullable V answer(Ruled ruled, Function<Attempt.Answer, V> value) {
    var answer = ruled.attempt().answer();
    return answer == null ? null : value.apply(answer);
  }
}
