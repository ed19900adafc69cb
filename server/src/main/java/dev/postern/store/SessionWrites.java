package dev.postern.store;

import dev.postern.accounting.AccountingRecord.Kind;
import dev.postern.accounting.AccountingRecord.OfGateway;
import dev.postern.accounting.AccountingRecord.OfSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statements that keep records of accounting.
///
/// What a row holds does not depend on the order of its records: the earliest beginning, the
/// highest counts, what the newest record says, and the end that a Stop tells before any that is
/// concluded from a restart or from silence.
final class SessionWrites {
  /// The end that is concluded: the first restart of the NAS after the record, if there is any.
  private static final String KEEP =
      """
      INSERT INTO sessions AS s
             (session_id, gateway, address, nas, acct_session_id, user_name, user_id, login,
              station, ipv4, ipv6, addressed_at, started_at, heard_at, interim, ended_at, ending,
              cause, seconds, input_octets, output_octets)
      SELECT session_id, r.gateway, address, r.nas, acct_session_id, user_name, user_id, login,
             station, ipv4, ipv6, addressed_at, started_at, r.at, interim,
             CASE WHEN stopped THEN r.at ELSE restart.at END,
             CASE WHEN stopped THEN 'stop' WHEN restart.at IS NOT NULL THEN 'gateway' END,
             cause, seconds, input_octets, output_octets
        FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
                    ?::timestamptz[], ?::boolean[], ?::boolean[], ?::integer[], ?::bigint[],
                    ?::bigint[], ?::bigint[])
             AS r (session_id, gateway, address, nas, acct_session_id, user_name, user_id, login,
                   station, ipv4, ipv6, addressed_at, started_at, at, interim, stopped, cause,
                   seconds, input_octets, output_octets)
             LEFT JOIN LATERAL (SELECT min(n.at) AS at FROM nas_restarts n
                                 WHERE n.gateway = r.gateway AND n.nas = r.nas AND n.at > r.at)
                       AS restart ON true
       ORDER BY session_id
      ON CONFLICT (session_id) DO UPDATE SET
        address = CASE WHEN excluded.heard_at > s.heard_at THEN excluded.address
                       ELSE s.address END,
        user_id = CASE WHEN excluded.login < coalesce(s.login, '~') THEN excluded.user_id
                       ELSE s.user_id END,
        login = least(s.login, excluded.login),
        station = greatest(s.station, excluded.station),
        ipv4 = CASE WHEN excluded.addressed_at > coalesce(s.addressed_at, '-infinity')
                    THEN excluded.ipv4 ELSE s.ipv4 END,
        ipv6 = CASE WHEN excluded.addressed_at > coalesce(s.addressed_at, '-infinity')
                    THEN excluded.ipv6 ELSE s.ipv6 END,
        addressed_at = greatest(s.addressed_at, excluded.addressed_at),
        started_at = least(s.started_at, excluded.started_at),
        heard_at = greatest(s.heard_at, excluded.heard_at),
        interim = s.interim OR excluded.interim,
        ended_at = CASE
          WHEN s.ending = 'stop' AND excluded.ending = 'stop'
            THEN least(s.ended_at, excluded.ended_at)
          WHEN s.ending = 'stop' THEN s.ended_at
          WHEN excluded.ending = 'stop' OR excluded.heard_at > s.heard_at THEN excluded.ended_at
          ELSE s.ended_at END,
        ending = CASE
          WHEN s.ending = 'stop' THEN s.ending
          WHEN excluded.ending = 'stop' OR excluded.heard_at > s.heard_at THEN excluded.ending
          ELSE s.ending END,
        cause = greatest(s.cause, excluded.cause),
        seconds = greatest(s.seconds, excluded.seconds),
        input_octets = greatest(s.input_octets, excluded.input_octets),
        output_octets = greatest(s.output_octets, excluded.output_octets)
      """;

  /// A session that starts well after its own end is another one of that name: a NAS that restarted
  /// counts anew. The old one gets out of the way under a name made of its own and its end.
  private static final String RENAME =
      """
      UPDATE sessions s
         SET session_id = ('x' || left(md5(concat(s.session_id, s.ended_at)), 15))::bit(60)::bigint
        FROM unnest(?::bigint[], ?::timestamptz[]) AS r (session_id, at)
       WHERE s.session_id = r.session_id AND s.ending IN ('stop', 'gateway')
         AND s.ended_at < r.at - interval '2 minutes'
      """;

  private static final String RESTART =
      """
      INSERT INTO nas_restarts (gateway, nas, at)
      SELECT * FROM unnest(?::text[], ?::text[], ?::timestamptz[]) ON CONFLICT DO NOTHING
      """;

  /// Ends what was open when its NAS restarted. Records that come at the same moment do not see the
  /// restart, so housekeeping asks this again and again.
  static final String END_BY_RESTART =
      """
      UPDATE sessions s SET ended_at = restart.at, ending = 'gateway'
        FROM (SELECT o.session_id, min(n.at) AS at
                FROM sessions o
                JOIN nas_restarts n ON n.gateway = o.gateway AND n.nas = o.nas AND n.at > o.heard_at
               WHERE o.ending IS DISTINCT FROM 'stop'
               GROUP BY o.session_id) AS restart
       WHERE s.session_id = restart.session_id AND s.heard_at < restart.at
         AND (s.ended_at IS NULL OR s.ending = 'silence'
              OR (s.ending = 'gateway' AND s.ended_at > restart.at))
      """;

  private SessionWrites() {}

  static void keep(Connection connection, List<OfSession> records) throws SQLException {
    new Unnested<>(records.stream().filter(one -> one.kind() == Kind.START).toList())
        .longs(one -> one.id().value())
        .times(OfSession::at)
        .run(connection, RENAME);
    new Unnested<>(records)
        .longs(one -> one.id().value())
        .texts(one -> one.origin().gateway())
        .texts(one -> one.origin().address())
        .texts(one -> one.origin().nas())
        .texts(one -> one.origin().session())
        .texts(one -> one.subject().userName())
        .uuids(one -> one.subject().user() == null ? null : one.subject().user().value())
        .texts(one -> one.subject().login())
        .texts(one -> one.subject().station())
        .texts(one -> one.subject().ipv4())
        .texts(one -> one.subject().ipv6())
        .times(SessionWrites::addressedAt)
        .times(OfSession::began)
        .times(OfSession::at)
        .booleans(one -> one.kind() == Kind.INTERIM)
        .booleans(one -> one.kind() == Kind.STOP)
        .integers(OfSession::cause)
        .longs(one -> one.traffic().seconds())
        .longs(one -> one.traffic().input())
        .longs(one -> one.traffic().output())
        .run(connection, KEEP);
  }

  private static @Nullable Instant addressedAt(OfSession record) {
    return record.subject().hasAddress() ? record.at() : null;
  }

  static void restart(Connection connection, List<OfGateway> records) throws SQLException {
    new Unnested<>(records)
        .texts(OfGateway::gateway)
        .texts(OfGateway::nas)
        .times(OfGateway::at)
        .run(connection, RESTART);
    Sql.of(END_BY_RESTART).update(connection);
  }
}
