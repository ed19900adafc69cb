package dev.postern.store;

import dev.postern.octets.Octets;
import dev.postern.store.IntakeRule.Verdict.Taken;
import dev.postern.store.IntakeSurroundings.PresentUser;
import dev.postern.takeover.Intake.Row;
import dev.postern.takeover.Intake.Terms;
import dev.postern.takeover.TakenRow.Step;
import dev.postern.token.Token;
import dev.postern.user.User;
import dev.postern.user.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/// Some thousand rows of an import that may be taken: all that is new or changed is written with a
/// statement a table.
final class IntakeChunk {
  private final Connection connection;
  private final Terms terms;
  private final IntakeSurroundings around;
  private final Instant now;

  IntakeChunk(Connection connection, Terms terms, IntakeSurroundings around, Instant now) {
    this.connection = connection;
    this.terms = terms;
    this.around = around;
    this.now = now;
  }

  void write(List<Taken> taken) throws SQLException {
    var byUser =
        taken.stream()
            .filter(it -> it.user() == Step.CREATED || it.user() == Step.CHANGED)
            .sorted(Comparator.comparing(it -> key(it.row()).value()))
            .toList();
    addGroups(byUser.stream().map(Taken::row).toList());
    addUsers(of(byUser, it -> it.user() == Step.CREATED));
    updateUsers(of(byUser, it -> it.user() == Step.CHANGED));
    addTokens(of(taken, it -> it.token() == Step.CREATED));
    giveTokens(of(taken, it -> it.token() == Step.CHANGED));
  }

  private static List<Row> of(List<Taken> taken, Predicate<Taken> wanted) {
    return taken.stream().filter(wanted).map(Taken::row).toList();
  }

  private static UserId key(Row row) {
    return Objects.requireNonNull(row.user()).id();
  }

  private record NamedGroup(String realm, String name) {}

  private void addGroups(List<Row> rows) throws SQLException {
    var groups =
        rows.stream()
            .map(IntakeChunk::user)
            .flatMap(user ->
                user.groups().stream().map(name -> new NamedGroup(user.realm().text(), name)))
            .distinct()
            .toList();
    new Unnested<>(groups)
        .texts(NamedGroup::realm)
        .texts(NamedGroup::name)
        .run(
            connection,
            """
            INSERT INTO groups (realm, name, description)
            SELECT realm, name, '' FROM unnest(?, ?) AS wanted (realm, name) ORDER BY realm, name
            ON CONFLICT (realm, name) DO NOTHING
            """);
  }

  private void addUsers(List<Row> rows) throws SQLException {
    new Unnested<>(rows)
        .uuids(row -> key(row).value())
        .run(
            connection,
            """
            INSERT INTO login_guards (user_id, known, failures, unknown_failures, failed_schemes)
            SELECT user_id, true, 0, 0, 0 FROM unnest(?) AS wanted (user_id)
            ON CONFLICT (user_id) DO UPDATE SET known = true
            """);
    described(rows)
        .run(
            connection,
            """
            INSERT INTO users (user_id, display_name, email, phone, group_names, password_hash,
              ever_had_token, realm, name, recoverable, sealed_recoverable, sealed_under,
              created_at, enabled)
            SELECT user_id, display_name, email, phone, string_to_array(groups, ','),
              password_hash, had_token, wanted.realm, wanted.name,
              CASE WHEN key IS NULL THEN realms.recoverable ELSE wanted.recoverable END,
              CASE WHEN key IS NOT NULL THEN secret END, key, now(), true
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS wanted (user_id, display_name, email,
              phone, groups, password_hash, had_token, realm, name, recoverable, secret, key)
              JOIN realms ON realms.name = wanted.realm
            """);
    if (!around.removed().isEmpty()) {
      RemovedUsers.noteAddedAgain(connection, ids(rows), terms.actor(), now);
    }
  }

  private Unnested<Row> described(List<Row> rows) {
    return new Unnested<>(rows)
        .uuids(row -> key(row).value())
        .texts(row -> user(row).displayName())
        .texts(row -> user(row).email())
        .texts(row -> user(row).phone())
        .texts(row -> String.join(",", user(row).groups()))
        .texts(row -> row.password().hash())
        .booleans(row -> user(row).everHadToken())
        .texts(row -> user(row).realm().text())
        .texts(row -> user(row).name().text())
        .texts(row -> user(row).recoverable().text())
        .octets(IntakeChunk::secret)
        .texts(row -> UserRows.keyName(row.password().secret()));
  }

  /// Empty where there is none.
  private static Octets secret(Row row) {
    var secret = row.password().secret();
    return secret == null ? Octets.empty() : secret.sealed().octets();
  }

  /// What the row leaves empty stays as it is, but that nothing is kept of a password that is
  /// replaced. With an NT hash, that is what is kept from then on.
  private void updateUsers(List<Row> rows) throws SQLException {
    noteAddresses(rows.stream().filter(row -> known(row).addressChangedBy(user(row))).toList());
    described(rows)
        .run(
            connection,
            """
            UPDATE users SET
              display_name = coalesce(nullif(wanted.display_name, ''), users.display_name),
              email = coalesce(nullif(wanted.email, ''), users.email),
              phone = coalesce(nullif(wanted.phone, ''), users.phone),
              group_names = CASE groups WHEN '' THEN group_names
                ELSE string_to_array(groups, ',') END,
              password_hash = coalesce(wanted.password_hash, users.password_hash),
              recoverable = CASE WHEN key IS NULL THEN users.recoverable
                ELSE wanted.recoverable END,
              sealed_recoverable = CASE
                WHEN key IS NOT NULL THEN secret
                WHEN wanted.password_hash IS NULL THEN users.sealed_recoverable END,
              sealed_under = CASE
                WHEN key IS NOT NULL THEN key
                WHEN wanted.password_hash IS NULL THEN users.sealed_under END,
              ever_had_token = ever_had_token OR had_token
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS wanted (user_id, display_name, email,
              phone, groups, password_hash, had_token, realm, name, recoverable, secret, key)
            WHERE users.user_id = wanted.user_id
            """);
  }

  private PresentUser known(Row row) {
    return Objects.requireNonNull(around.users().get(key(row).value()));
  }

  private void noteAddresses(List<Row> rows) throws SQLException {
    Sql.of(
            """
            UPDATE users SET address_changed_at = ?, address_changed_by = ?
            WHERE user_id = ANY (?)
            """,
            Columns.timestamp(now),
            terms.actor().text(),
            connection.createArrayOf("uuid", ids(rows)))
        .update(connection);
  }

  private static Object[] ids(List<Row> rows) {
    return rows.stream().map(row -> key(row).value()).toArray();
  }

  private void addTokens(List<Row> rows) throws SQLException {
    new Unnested<>(rows)
        .uuids(row -> TokenRows.column(token(row).owner()))
        .texts(row -> token(row).serial().text())
        .texts(row -> TokenRows.word(token(row).kind()))
        .texts(row -> token(row).parameters().algorithm().name())
        .integers(row -> token(row).parameters().digits())
        .integers(row -> token(row).periodSeconds())
        .octets(row -> Objects.requireNonNull(row.key()).octets())
        .texts(row -> Objects.requireNonNull(row.key()).keyName())
        .texts(row -> TokenRows.word(token(row).state()))
        .texts(row -> token(row).label())
        .times(row -> token(row).expiresAt())
        .longs(row -> token(row).lastStep())
        .booleans(Row::awaitsKey)
        .run(
            connection,
            """
            INSERT INTO tokens (user_id, serial, kind, algorithm, digits, period_seconds,
              sealed_key, sealed_under, state, label, created_at, expires_at, last_step,
              drift_steps, awaits_key)
            SELECT user_id, serial, kind, algorithm, digits, period_seconds, sealed_key,
              sealed_under, state, label, now(), expires_at, last_step, 0, awaits_key
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS wanted (user_id, serial, kind,
              algorithm, digits, period_seconds, sealed_key, sealed_under, state, label,
              expires_at, last_step, awaits_key)
            """);
    noteHolders(rows);
  }

  /// Gives tokens that lie in stock to whom the rows name, and brings their keys to those that wait
  /// for one. One that is somebody's and has its key is active from then on.
  private void giveTokens(List<Row> rows) throws SQLException {
    bringKeys(rows.stream().filter(row -> !row.awaitsKey()).toList());
    new Unnested<>(rows)
        .uuids(row -> TokenRows.column(token(row).owner()))
        .texts(row -> token(row).serial().text())
        .run(
            connection,
            """
            UPDATE tokens SET
              user_id = CASE WHEN wanted.user_id = '00000000-0000-0000-0000-000000000000'
                THEN tokens.user_id ELSE wanted.user_id END,
              state = CASE WHEN state = 'pending' AND NOT awaits_key
                  AND (wanted.user_id <> '00000000-0000-0000-0000-000000000000'
                    OR tokens.user_id <> '00000000-0000-0000-0000-000000000000')
                THEN 'active' ELSE state END
            FROM unnest(?, ?) AS wanted (user_id, serial)
            WHERE tokens.serial = wanted.serial
            """);
    noteHolders(rows);
  }

  private void bringKeys(List<Row> rows) throws SQLException {
    new Unnested<>(rows)
        .texts(row -> token(row).serial().text())
        .texts(row -> TokenRows.word(token(row).kind()))
        .texts(row -> token(row).parameters().algorithm().name())
        .integers(row -> token(row).parameters().digits())
        .integers(row -> token(row).periodSeconds())
        .octets(row -> Objects.requireNonNull(row.key()).octets())
        .texts(row -> Objects.requireNonNull(row.key()).keyName())
        .longs(row -> token(row).lastStep())
        .run(
            connection,
            """
            UPDATE tokens SET kind = wanted.kind, algorithm = wanted.algorithm,
              digits = wanted.digits, period_seconds = wanted.period_seconds,
              sealed_key = wanted.sealed_key, sealed_under = wanted.sealed_under,
              last_step = wanted.last_step, awaits_key = false
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?) AS wanted (serial, kind, algorithm, digits,
              period_seconds, sealed_key, sealed_under, last_step)
            WHERE tokens.serial = wanted.serial AND awaits_key
            """);
  }

  /// Whoever gets a token has had one from then on (S7).
  private void noteHolders(List<Row> rows) throws SQLException {
    var holders = rows.stream().filter(row -> token(row).owner() != null).toList();
    new Unnested<>(holders)
        .uuids(row -> key(row).value())
        .run(
            connection,
            """
            UPDATE users SET ever_had_token = true
            FROM unnest(?) AS holder (user_id)
            WHERE users.user_id = holder.user_id AND NOT ever_had_token
            """);
  }

  private static User user(Row row) {
    return Objects.requireNonNull(row.user());
  }

  private static Token token(Row row) {
    return Objects.requireNonNull(row.token());
  }
}
