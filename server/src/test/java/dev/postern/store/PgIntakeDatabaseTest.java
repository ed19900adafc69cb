package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditEntry;
import dev.postern.crypto.Argon2Cost;
import dev.postern.crypto.KeyRing;
import dev.postern.crypto.PasswordHash;
import dev.postern.crypto.Sealed;
import dev.postern.crypto.Sealer;
import dev.postern.mschap.NtHash;
import dev.postern.octets.Base32;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.password.HashPool;
import dev.postern.password.PasswordCheck;
import dev.postern.password.PasswordSettings;
import dev.postern.takeover.ImportCounts;
import dev.postern.takeover.ImportOutcome;
import dev.postern.takeover.Intake;
import dev.postern.takeover.RowProblem;
import dev.postern.takeover.UserImport;
import dev.postern.testing.PgPeople;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.token.Tokens;
import dev.postern.token.TokensContract;
import dev.postern.user.RealmName;
import dev.postern.user.Recoverable;
import dev.postern.user.RecoverableSecret;
import dev.postern.user.TokensLeft;
import dev.postern.user.UserFilter;
import dev.postern.user.UsersContract;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class PgIntakeDatabaseTest {
  private static final String KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  private static final String SSHA = "{SSHA256}" + Base64.getEncoder().encodeToString(new byte[40]);

  private final PgPeople people = new PgPeople(() -> UsersContract.NOW);
  private final HashPool pool =
      new HashPool(
          new PasswordSettings(new Argon2Cost(64, 1, 1), 1, 4, Duration.ofSeconds(10), false),
          new SecureRandom(),
          System::nanoTime);
  private final Sealer sealer =
      new Sealer(
          KeyRing.parse("k1 " + Base64.getEncoder().encodeToString(new byte[32]), "test"),
          new SecureRandom());

  @AfterEach
  void close() {
    pool.close();
    people.close();
  }

  private ImportOutcome take(boolean update, boolean wholly, String... lines) {
    var intake = new PgIntake(people.database(), sealer, () -> UsersContract.NOW);
    var terms = new Intake.Terms(UsersContract.OPERATOR, update, wholly, false);
    return new UserImport(intake, pool, sealer, new SecureRandom(), InstantSource.system())
        .run(
            Octets.utf8(String.join("\r\n", lines)),
            terms,
            realm -> realm.text().equals("local"),
            (_, _, _, _) -> {});
  }

  private List<String> names() {
    var all = UserFilter.everybody(UsersContract.user("x").realm());
    return people.users().page(all, "", 100).stream()
        .map(standing -> standing.user().name().text())
        .toList();
  }

  @Test
  void usersComeWithPasswordGroupsAndToken() throws SQLException {
    var outcome =
        take(
            false,
            false,
            "\ufeffusername,password,password_hash,token_serial,token_key_base32,groups,email",
            "Anna,correct horse,,t1," + KEY + ",vpn;staff,a@example.com",
            "bert,," + SSHA + ",,,vpn,",
            ",,,t2," + KEY + ",,");
    assertThat(outcome.taken()).isEqualTo(3);
    assertThat(outcome.counts()).isEqualTo(new ImportCounts(2, 0, 2, 0, 0));
    assertThat(outcome.problems()).isEmpty();
    var anna = people.users().find(UsersContract.user("anna").id()).orElseThrow();
    assertThat(anna.user().groups()).containsExactly("vpn", "staff");
    assertThat(anna.user().everHadToken()).isTrue();
    assertThat(anna.tokens()).isEqualTo(1);
    assertThat(people.tokens().find(new TokenSerial("T2")).orElseThrow().token().state())
        .isEqualTo(TokenState.PENDING);
    var t1 = new TokenSerial("T1");
    assertThat(people.tokens().find(t1).orElseThrow().token().state()).isEqualTo(TokenState.ACTIVE);
    assertThat(sealer.unseal(people.tokens().sealedKey(t1).orElseThrow(), "token:T1"))
        .isEqualTo(Base32.decode(KEY).orElseThrow());
    assertThat(pool.verify(SecretOctets.utf8("correct horse"), hash("anna")))
        .isEqualTo(new PasswordCheck.Verified());
    assertThat(hash("bert").reveal()).isEqualTo(SSHA);
    assertThat(one("SELECT count(*) FROM login_guards WHERE known")).isEqualTo("2");
    assertThat(people.audited())
        .extracting(AuditEntry::event)
        .containsExactly("import.taken", "import.finished");
    assertThat(people.audited().toString()).doesNotContain(KEY, "horse", SSHA);
  }

  @Test
  void afterManyRowsTheDatabaseKnowsHowManyThereAre() throws SQLException {
    var lines =
        Stream.concat(
            Stream.of("username,password_hash"),
            IntStream.range(0, 1000).mapToObj(i -> "user" + i + "," + SSHA));
    take(false, false, lines.toArray(String[]::new));
    assertThat(one("SELECT reltuples FROM pg_class WHERE relname = 'users'")).isEqualTo("1000");
  }

  private PasswordHash hash(String name) throws SQLException {
    return PasswordHash.of(one("SELECT password_hash FROM users WHERE name = '" + name + "'"));
  }

  private String one(String sql) throws SQLException {
    try (var connection = people.test().connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void badRowsAreNamedByLineAndTheOthersTaken() {
    String secret = "GEZDGNBVGY";
    var outcome =
        take(
            false,
            false,
            "username,password_hash,token_serial,token_key_base32,token_algorithm,realm",
            "anna,,,,,",
            "anna,,,,,",
            "bad name,,,,,",
            "carl,{MD5}x,,,,",
            "dora,,T1," + secret + ",,",
            "emil,,T1,0189,,",
            "fred,,T1," + KEY + ",MD5,",
            "gina,,,,,elsewhere",
            "hugo,,",
            "ines,,T1," + KEY + ",sha-256,local");
    assertThat(outcome.taken()).isEqualTo(2);
    assertThat(outcome.problems())
        .extracting(RowProblem::line)
        .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(outcome.toString()).contains("112").doesNotContain(secret);
    assertThat(names()).containsExactly("anna", "ines");
  }

  @Test
  void allOrNothingTakesNothingIfOneRowIsBad() {
    var heading = "username,token_serial,token_key_base32";
    assertThat(take(false, false, heading, "anna,T1," + KEY).taken()).isEqualTo(1);
    var outcome = take(false, true, heading, "bert,,", "carl,T1," + KEY);
    assertThat(outcome.taken()).isZero();
    assertThat(outcome.problems())
        .containsExactly(new RowProblem(3, "there is a token with this serial already"));
    assertThat(names()).containsExactly("anna");
    assertThat(take(false, true, heading, "bert,,", "carl,T2," + KEY).taken()).isEqualTo(2);
  }

  @Test
  void whoIsThereAlreadyIsChangedOnlyIfAskedFor() {
    var heading = "username,email,display_name,token_serial,token_key_base32";
    take(false, false, heading, "anna,a@example.com,,T1," + KEY);
    var again = "anna,,Anna A,T1," + KEY;
    assertThat(take(false, false, heading, again).refused()).isEqualTo(1);
    assertThat(take(true, false, heading, again).taken()).isEqualTo(1);
    var anna = people.users().find(UsersContract.user("anna").id()).orElseThrow().user();
    assertThat(anna.email()).isEqualTo("a@example.com");
    assertThat(anna.displayName()).isEqualTo("Anna A");
    assertThat(take(true, false, heading, "bert,,,T1," + KEY).refused()).isEqualTo(1);
  }

  /// S24
  @Test
  void aTokenComesWithNoAddressThatIsChangedOrWasLately() {
    var heading = "username,email,token_serial,token_key_base32";
    take(false, false, heading, "anna,a@example.com,,", "bert,b@example.com,,");
    var both = take(true, false, heading, "anna,thief@example.com,T1," + KEY, "bert,,T2," + KEY);
    assertThat(both.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.line()).isEqualTo(2))
        .satisfies(problem -> assertThat(problem.reason()).contains("second operator"));
    assertThat(take(true, false, heading, "anna,thief@example.com,,").taken()).isEqualTo(1);
    assertThat(take(true, false, heading, "anna,,T1," + KEY).refused()).isEqualTo(1);
    var anna = UsersContract.user("anna").id();
    var token = TokensContract.token("T3", anna, TokenState.ACTIVE);
    assertThat(people.tokens().add(token, TokensContract.SEALED, UsersContract.OPERATOR))
        .isInstanceOf(Tokens.AddOutcome.Held.class);
  }

  /// S24
  @Test
  void aTokenComesWithNoUserWhoWasRemovedLately() {
    var heading = "username,email,token_serial,token_key_base32";
    take(false, false, heading, "anna,a@example.com,T0," + KEY);
    var anna = UsersContract.user("anna").id();
    people.users().remove(anna, TokensLeft.REMOVED, UsersContract.OPERATOR);
    assertThat(take(false, false, heading, "anna,thief@example.com,T1," + KEY).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.reason()).contains("second operator"));
    assertThat(take(false, false, heading, "anna,thief@example.com,,").taken()).isEqualTo(1);
    var token = TokensContract.token("T1", anna, TokenState.ACTIVE);
    assertThat(people.tokens().add(token, TokensContract.SEALED, UsersContract.OPERATOR))
        .isInstanceOf(Tokens.AddOutcome.Held.class);
  }

  @Test
  void anNtHashIsKeptUntilThePasswordChanges() throws SQLException {
    var heading = "username,password_hash,nt_hash";
    var hash = "8846F7EAEE8FB117AD06BDD830B7586C";
    var taken =
        take(false, false, heading, "anna,," + hash, "bert,,x" + hash, "," + SSHA + "," + hash);
    assertThat(taken.problems())
        .extracting(RowProblem::reason)
        .containsExactly(
            "nt_hash is not 32 hex digits", "the row has neither a username nor a token_serial");
    var anna = UsersContract.user("anna").id();
    var found = people.users().find(anna).orElseThrow();
    assertThat(found.user().recoverable()).isEqualTo(Recoverable.NT_HASH);
    assertThat(found.hasRecoverable()).isTrue();
    var sealed = one("SELECT encode(sealed_recoverable, 'hex') FROM users WHERE name = 'anna'");
    assertThat(RecoverableSecret.unseal(Sealed.parse(Octets.hex(sealed)), sealer, anna))
        .isEqualTo(
            new RecoverableSecret(
                Recoverable.NT_HASH, NtHash.of(SecretOctets.utf8("password")).octets()));
    people.realms().keep(RealmName.LOCAL, Recoverable.NT_HASH, UsersContract.OPERATOR);
    assertThat(take(false, false, "username", "carl").taken()).isEqualTo(1);
    var carl = people.users().find(UsersContract.user("carl").id()).orElseThrow();
    assertThat(carl.user().recoverable()).isEqualTo(Recoverable.NT_HASH);
    assertThat(carl.hasRecoverable()).isFalse();
    take(true, false, "username,display_name", "anna,Anna A");
    assertThat(people.users().find(anna).orElseThrow().hasRecoverable()).isTrue();
    take(true, false, heading, "anna," + SSHA + ",");
    var changed = people.users().find(anna).orElseThrow();
    assertThat(changed.user().recoverable()).isEqualTo(Recoverable.NT_HASH);
    assertThat(changed.hasRecoverable()).isFalse();
    take(true, false, heading, "anna," + SSHA + "," + hash);
    assertThat(people.users().find(anna).orElseThrow().hasRecoverable()).isTrue();
    assertThat(people.audited().toString()).doesNotContain(hash);
  }

  @Test
  void aColumnThatIsMisspelledIsNamed() {
    assertThat(take(false, false, "usernme,email", "anna,").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.line()).isEqualTo(1))
        .satisfies(problem -> assertThat(problem.reason()).contains("did you mean"));
    assertThat(take(false, false, "").problems()).hasSize(1);
  }
}
