package dev.postern.store;

import dev.postern.approval.ApprovalRule;
import dev.postern.octets.Octets;
import dev.postern.takeover.Intake.Row;
import dev.postern.takeover.Intake.Terms;
import dev.postern.takeover.RowProblem;
import dev.postern.token.Token;
import dev.postern.user.User;
import dev.postern.user.UserId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Some thousand rows of an import: what stands in their way is looked up first, then all that is
/// new is written with a statement a table.
final class IntakeChunk {
  /// An import is not approved row by row.
  private static final String HELD =
      "the user's e-mail or phone is changed or was within 72 h, or the user was removed: give the"
          + " token by posternctl token add, which takes a second operator";

  private final Connection connection;
  private final Terms terms;
  private final Instant now;

  private Set<String> realms = Set.of();
  private Map<UUID, Present> present = Map.of();
  private Set<UUID> removed = Set.of();
  private Map<String, UUID> holders = Map.of();

  IntakeChunk(Connection connection, Terms terms, Instant now) {
    this.connection = connection;
    this.terms = terms;
    this.now = now;
  }

  /// How a user who is there is reached, and whether that was changed lately.
  private record Present(UUID id, String email, String phone, boolean changedLately) {
    static Present read(ResultSet row) throws SQLException {
      return new Present(
          row.getObject("user_id", UUID.class),
          row.getString("email"),
          row.getString("phone"),
          row.getBoolean("changed"));
    }

    /// What a row leaves empty stays.
    boolean changedBy(User user) {
      return (!user.email().isEmpty() && !user.email().equals(email))
          || (!user.phone().isEmpty() && !user.phone().equals(phone));
    }
  }

  List<RowProblem> take(List<Row> rows) throws SQLException {
    look(rows);
    var problems = new ArrayList<RowProblem>();
    var sound = new ArrayList<Row>();
    for (Row row : rows) {
      reason(row)
          .ifPresentOrElse(
              reason -> problems.add(new RowProblem(row.line(), reason)), () -> sound.add(row));
    }
    write(sound);
    return problems;
  }

  private void look(List<Row> rows) throws SQLException {
    realms = realms();
    var ids = users(rows).map(user -> user.id().value()).sorted().toList();
    present = present(ids);
    removed = RemovedUsers.among(connection, ids.toArray(), now);
    holders = holders(tokens(rows).map(token -> token.serial().text()).toList());
  }

  private static Stream<User> users(List<Row> rows) {
    return rows.stream().map(Row::user).filter(Objects::nonNull);
  }

  private static Stream<Token> tokens(List<Row> rows) {
    return rows.stream().map(Row::token).filter(Objects::nonNull);
  }

  private Set<String> realms() throws SQLException {
    return Set.copyOf(Sql.of("SELECT name FROM realms").all(connection, row -> row.getString(1)));
  }

  /// Which of the users are there, locked in key order.
  private Map<UUID, Present> present(List<UUID> ids) throws SQLException {
    var found = new HashMap<UUID, Present>();
    var sql =
        Sql.of(
            """
            SELECT user_id, email, phone, coalesce(address_changed_at > ?, false) AS changed
            FROM users WHERE user_id = ANY (?) ORDER BY user_id FOR UPDATE
            """,
            Columns.timestamp(now.minus(ApprovalRule.SUSPECT)),
            connection.createArrayOf("uuid", ids.toArray()));
    for (var known : sql.all(connection, Present::read)) {
      found.put(known.id(), known);
    }
    return found;
  }

  private Map<String, UUID> holders(List<String> serials) throws SQLException {
    try (var statement =
        connection.prepareStatement("SELECT serial, user_id FROM tokens WHERE serial = ANY (?)")) {
      statement.setArray(1, UserRows.textArray(connection, serials));
      try (var rows = statement.executeQuery()) {
        var found = new HashMap<String, UUID>();
        while (rows.next()) {
          found.put(rows.getString(1), rows.getObject(2, UUID.class));
        }
        return found;
      }
    }
  }

  private Optional<String> reason(Row row) {
    if (row.user() != null && !realms.contains(row.user().realm().text())) {
      return Optional.of("there is no such realm");
    }
    var before = row.user() == null ? null : present.get(row.user().id().value());
    if (before != null && !terms.update()) {
      return Optional.of("there is such a user already; import with --update to change users");
    }
    if (row.token() == null) {
      return Optional.empty();
    }
    if (!held(row.token())) {
      return suspect(row, before) ? Optional.of(HELD) : Optional.empty();
    }
    return terms.update() && ownedAlready(row.token())
        ? Optional.empty()
        : Optional.of("there is a token with this serial already");
  }

  private boolean suspect(Row row, @Nullable Present before) {
    if (row.user() == null) {
      return false;
    }
    return before == null
        ? removed.contains(row.user().id().value())
        : before.changedLately() || before.changedBy(row.user());
  }

  private boolean held(Token token) {
    return holders.containsKey(token.serial().text());
  }

  /// It has the very token already; its key is left as it is.
  private boolean ownedAlready(Token token) {
    return TokenRows.column(token.owner()).equals(holders.get(token.serial().text()));
  }

  private void write(List<Row> rows) throws SQLException {
    var byUser =
        rows.stream()
            .filter(row -> row.user() != null)
            .sorted(Comparator.comparing(row -> key(row).value()))
            .toList();
    addGroups(byUser);
    addUsers(byUser.stream().filter(row -> !present.containsKey(key(row).value())).toList());
    updateUsers(byUser.stream().filter(row -> present.containsKey(key(row).value())).toList());
    addTokens(rows.stream().filter(row -> row.token() != null && !held(row.token())).toList());
  }

  private static UserId key(Row row) {
    return Objects.requireNonNull(row.user()).id();
  }

  private record NamedGroup(String realm, String name) {}

  private void addGroups(List<Row> rows) throws SQLException {
    var groups =
        users(rows)
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
    if (!removed.isEmpty()) {
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
        .booleans(row -> row.token() != null)
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
    noteAddresses(rows.stream().filter(row -> known(row).changedBy(user(row))).toList());
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

  private Present known(Row row) {
    return Objects.requireNonNull(present.get(key(row).value()));
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
        .run(
            connection,
            """
            INSERT INTO tokens (user_id, serial, kind, algorithm, digits, period_seconds,
              sealed_key, sealed_under, state, label, created_at, last_step, drift_steps)
            SELECT user_id, serial, kind, algorithm, digits, period_seconds, sealed_key,
              sealed_under, state, '', now(), -1, 0
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) AS wanted (user_id, serial, kind, algorithm,
              digits, period_seconds, sealed_key, sealed_under, state)
            """);
  }

  private static User user(Row row) {
    return Objects.requireNonNull(row.user());
  }

  private static Token token(Row row) {
    return Objects.requireNonNull(row.token());
  }
}
