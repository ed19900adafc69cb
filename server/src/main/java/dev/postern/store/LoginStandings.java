package dev.postern.store;

import dev.postern.access.Attempt;
import dev.postern.access.Finding;
import dev.postern.access.Guard;
import dev.postern.access.RejectReason;
import dev.postern.access.SourceGuard;
import dev.postern.access.Standing;
import dev.postern.octets.Octets;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.user.UserId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Locks the users of a group of attempts and reads how they stand. Rows are locked in key order,
/// or two groups that share users would wait for each other; what else is read is read after the
/// locks are held, in statements and so in snapshots of their own.
final class LoginStandings {
  private static final String LOCK =
      """
      SELECT user_id, failures, unknown_failures, locked_until, failed_at, failed_packet,
             failed_login, failed_schemes, failed_reason, clock_timestamp() AS now
      FROM login_guards WHERE user_id = ANY (?) ORDER BY user_id FOR UPDATE
      """;
  private static final String MARKS =
      """
      SELECT u.user_id, u.enabled, u.ever_had_token, t.serial, t.state, t.last_step, t.accepted_at,
             t.accepted_packet, t.accepted_login
      FROM users u LEFT JOIN tokens t ON t.user_id = u.user_id
      WHERE u.user_id = ANY (?)
      """;
  private static final String SOURCES =
      """
      SELECT s.user_id, s.failures, s.delayed_until, s.good_at
      FROM login_sources s
      JOIN unnest(?::uuid[], ?::text[]) AS wanted (user_id, source)
        ON s.user_id = wanted.user_id AND s.source = wanted.source
      """;
  private static final String ANSWERS =
      """
      SELECT a.user_id, a.answer, a.decision, a.answered_at
      FROM answered_challenges a
      JOIN unnest(?::uuid[], ?::uuid[]) AS wanted (user_id, challenge_id)
        ON a.user_id = wanted.user_id AND a.challenge_id = wanted.challenge_id
      """;

  private static final String SESSIONS =
      """
      SELECT wanted.user_id,
             (SELECT count(*) FROM sessions s
               WHERE s.user_id = wanted.user_id AND s.ended_at IS NULL)
             + (SELECT count(*) FROM awaited_sessions a
                 WHERE a.user_id = wanted.user_id AND a.packet <> wanted.packet
                   AND a.expires_at > clock_timestamp()
                   AND NOT EXISTS (SELECT FROM sessions s
                                    WHERE s.user_id = a.user_id AND s.login = a.login)) AS open
        FROM unnest(?::uuid[], ?::bytea[]) AS wanted (user_id, packet)
      """;

  private final Map<UserId, Guard> guards = new HashMap<>();
  private final Map<UserId, Marks> marks = new HashMap<>();
  private final Map<UserId, SourceGuard> sources = new HashMap<>();
  private final Map<UserId, Standing.Answered> answers = new HashMap<>();
  private final Map<UserId, Integer> sessions = new HashMap<>();
  private Instant now = Instant.MIN;

  /// What `users` and `tokens` say of one user.
  private record Marks(
      boolean enabled, boolean everHadToken, Map<TokenSerial, Standing.Mark> tokens) {}

  private LoginStandings() {}

  /// Whether nothing is spent by which the statement would see how the user stands.
  private static boolean ofOneFactor(Finding finding) {
    return finding instanceof Finding.PasswordAlone || finding instanceof Finding.CertificateAlone;
  }

  /// Locks the users of these attempts, each of another user, and reads how they stand. What stands
  /// in `users` and `tokens` is read for those alone whose ruling it can change; for a code that
  /// was matched the statement that spends it checks all that, and [#look] is for when it does not.
  /// Where sessions are limited, a code that was accepted before must be known before they are
  /// counted.
  static LoginStandings lock(Connection connection, List<Attempt> attempts) throws SQLException {
    var standings = new LoginStandings();
    standings.readGuards(connection, users(attempts));
    standings.look(
        connection,
        attempts.stream()
            .filter(attempt -> ofOneFactor(attempt.finding()) || attempt.sessions() > 0)
            .toList());
    if (attempts.stream().anyMatch(attempt -> !attempt.trace().source().isEmpty())) {
      standings.readSources(connection, users(attempts).texts(attempt -> attempt.trace().source()));
    }
    if (attempts.stream().anyMatch(attempt -> attempt.answer() != null)) {
      standings.readAnswers(connection, users(attempts).uuids(LoginStandings::challenge));
    }
    standings.countSessions(
        connection, attempts.stream().filter(attempt -> attempt.sessions() > 0).toList());
    if (standings.now.equals(Instant.MIN)) {
      standings.readClock(connection);
    }
    return standings;
  }

  /// Reads what `users` and `tokens` say of these.
  void look(Connection connection, List<Attempt> attempts) throws SQLException {
    if (!attempts.isEmpty()) {
      readMarks(connection, users(attempts));
    }
  }

  private static Unnested<Attempt> users(List<Attempt> attempts) {
    return new Unnested<>(attempts).uuids(attempt -> attempt.user().value());
  }

  private static @Nullable UUID challenge(Attempt attempt) {
    return attempt.answer() == null ? null : attempt.answer().challenge();
  }

  /// The database's clock when the locks were asked for.
  Instant now() {
    return now;
  }

  Standing of(Attempt attempt) {
    UserId user = attempt.user();
    var mark = marks.getOrDefault(user, presumed(attempt));
    return new Standing(
        guards.getOrDefault(user, Guard.CLEAN),
        sources.getOrDefault(user, SourceGuard.CLEAN),
        mark.enabled,
        mark.everHadToken,
        mark.tokens,
        answers.get(user),
        sessions.getOrDefault(user, 0));
  }

  /// Of a code that was matched it is presumed that it may be spent.
  private static Marks presumed(Attempt attempt) {
    return attempt.finding() instanceof Finding.Matched
        ? new Marks(true, true, Standing.unhindered(attempt).tokens())
        : new Marks(false, false, Map.of());
  }

  private void readGuards(Connection connection, Unnested<Attempt> users) throws SQLException {
    try (var statement = connection.prepareStatement(LOCK)) {
      users.bind(statement, 1);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          guards.put(user(row), guard(row));
          now = Columns.instant(row, "now");
        }
      }
    }
  }

  private static Guard guard(ResultSet row) throws SQLException {
    Instant failedAt = Columns.instantOrNull(row, "failed_at");
    Guard.LastFailure last =
        failedAt == null
            ? null
            : new Guard.LastFailure(
                failedAt,
                Octets.copyOf(row.getBytes("failed_packet")),
                Octets.copyOf(row.getBytes("failed_login")),
                row.getInt("failed_schemes"),
                RejectReason.valueOf(row.getString("failed_reason")));
    return new Guard(
        row.getInt("failures"),
        row.getInt("unknown_failures"),
        Columns.instantOrNull(row, "locked_until"),
        last);
  }

  private void readMarks(Connection connection, Unnested<Attempt> users) throws SQLException {
    try (var statement = connection.prepareStatement(MARKS)) {
      users.bind(statement, 1);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          boolean enabled = row.getBoolean("enabled");
          boolean everHadToken = row.getBoolean("ever_had_token");
          var of =
              marks.computeIfAbsent(
                  user(row), _ -> new Marks(enabled, everHadToken, new HashMap<>()));
          if (row.getString("serial") != null) {
            of.tokens.put(new TokenSerial(row.getString("serial")), mark(row));
          }
        }
      }
    }
  }

  /// Where nobody is known, no row has told the time.
  private void readClock(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("SELECT clock_timestamp() AS now");
        var row = statement.executeQuery()) {
      row.next();
      now = Columns.instant(row, "now");
    }
  }

  private static Standing.Mark mark(ResultSet row) throws SQLException {
    return new Standing.Mark(
        TokenState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getLong("last_step"),
        Columns.instantOrNull(row, "accepted_at"),
        Columns.octetsOrNull(row, "accepted_packet"),
        Columns.octetsOrNull(row, "accepted_login"));
  }

  private void readSources(Connection connection, Unnested<Attempt> usersAndTexts)
      throws SQLException {
    try (var statement = connection.prepareStatement(SOURCES)) {
      usersAndTexts.bind(statement, 1);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          sources.put(
              user(row),
              new SourceGuard(
                  row.getInt("failures"),
                  Columns.instantOrNull(row, "delayed_until"),
                  Columns.instantOrNull(row, "good_at")));
        }
      }
    }
  }

  private void countSessions(Connection connection, List<Attempt> limited) throws SQLException {
    if (limited.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(SESSIONS)) {
      new Unnested<>(limited)
          .uuids(attempt -> attempt.user().value())
          .octets(attempt -> attempt.trace().packet())
          .bind(statement, 1);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          sessions.put(user(row), row.getInt("open"));
        }
      }
    }
  }

  private void readAnswers(Connection connection, Unnested<Attempt> usersAndIds)
      throws SQLException {
    try (var statement = connection.prepareStatement(ANSWERS)) {
      usersAndIds.bind(statement, 1);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          answers.put(
              user(row),
              new Standing.Answered(
                  Octets.copyOf(row.getBytes("answer")),
                  row.getString("decision"),
                  Columns.instant(row, "answered_at")));
        }
      }
    }
  }

  private static UserId user(ResultSet row) throws SQLException {
    return new UserId(row.getObject("user_id", UUID.class));
  }
}
