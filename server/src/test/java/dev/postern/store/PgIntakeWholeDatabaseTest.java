package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.crypto.Argon2Cost;
import dev.postern.crypto.KeyRing;
import dev.postern.crypto.Sealer;
import dev.postern.octets.Base32;
import dev.postern.octets.Octets;
import dev.postern.password.HashPool;
import dev.postern.password.PasswordSettings;
import dev.postern.takeover.ImportCounts;
import dev.postern.takeover.ImportOutcome;
import dev.postern.takeover.Intake;
import dev.postern.takeover.RowProblem;
import dev.postern.takeover.UserImport;
import dev.postern.testing.PgPeople;
import dev.postern.token.HeldToken;
import dev.postern.token.TokenEvent;
import dev.postern.token.TokenFilter;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.token.Tokens;
import dev.postern.user.UsersContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An import that is one transaction while the file comes in, and one that is tried only.
@Tag("database")
class PgIntakeWholeDatabaseTest {
  private static final String KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  private static final String OTHER = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJA";
  private static final String HEADING = "username,token_serial,token_key_base32";

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

  private ImportOutcome run(boolean dry, InputStream file) {
    var intake = new PgIntake(people.database(), sealer, () -> UsersContract.NOW);
    var terms = new Intake.Terms(UsersContract.OPERATOR, true, true, dry);
    return new UserImport(intake, pool, sealer, new SecureRandom(), InstantSource.system())
        .stream(file, terms, realm -> realm.text().equals("local"));
  }

  private ImportOutcome take(String... lines) {
    return run(false, file(lines));
  }

  private ImportOutcome tried(String... lines) {
    return run(true, file(lines));
  }

  private static InputStream file(String... lines) {
    var rows = new ArrayList<String>();
    boolean numbered = lines[0].endsWith(",line");
    for (String line : lines) {
      rows.add(numbered ? line : line + (rows.isEmpty() ? ",line" : ","));
    }
    rows.add(rows.getFirst().replaceAll("[^,]", "") + "end");
    return new ByteArrayInputStream(Octets.utf8(String.join("\n", rows)).toArray());
  }

  private HeldToken token(String serial) {
    return people.tokens().find(new TokenSerial(serial)).orElseThrow();
  }

  private int tokens() {
    return people.tokens().page(TokenFilter.ALL, "", 100).size();
  }

  @Test
  void whatIsTriedIsToldAndNotDone() {
    String[] file = {HEADING, "anna,T1," + KEY, ",T2," + KEY, ",T3,short"};
    var outcome = tried(file);
    assertThat(outcome.counts()).isEqualTo(new ImportCounts(1, 0, 2, 0, 0));
    assertThat(outcome.problems()).extracting(RowProblem::line).containsExactly(4L);
    assertThat(tokens()).isZero();
    assertThat(people.audited()).isEmpty();
    assertThat(take(file).taken()).isZero();
    assertThat(tokens()).isZero();
  }

  @Test
  void theSameFileTwiceChangesNothing() {
    String[] file = {HEADING, "anna,T1," + KEY, ",T2," + KEY};
    assertThat(take(file).counts()).isEqualTo(new ImportCounts(1, 0, 2, 0, 0));
    assertThat(tried(file).counts()).isEqualTo(new ImportCounts(0, 0, 0, 0, 2));
    assertThat(take(file).counts()).isEqualTo(new ImportCounts(0, 0, 0, 0, 2));
  }

  @Test
  void aTokenWithAnotherKeyOrOfSomebodyElseIsRefused() {
    take(HEADING, "anna,T1," + KEY);
    var outcome = take(HEADING, "bert,T9," + KEY, ",T1," + OTHER, "bert,T1," + KEY);
    assertThat(outcome.problems())
        .extracting(RowProblem::reason)
        .containsExactly(
            "there is a token with this serial already, with another key",
            "the token was on an earlier line");
    assertThat(outcome.taken()).isZero();
    assertThat(outcome.counts()).isEqualTo(ImportCounts.NONE);
    assertThat(tokens()).isEqualTo(1);
    assertThat(take(HEADING, "bert,T1," + KEY).problems())
        .extracting(RowProblem::reason)
        .containsExactly("somebody else has the token with this serial");
  }

  @Test
  void aTokenInStockIsGivenToWhomARowNames() {
    take(HEADING, ",T1," + KEY);
    assertThat(token("T1").token().state()).isEqualTo(TokenState.PENDING);
    var outcome = take(HEADING, "anna,T1," + KEY);
    assertThat(outcome.counts()).isEqualTo(new ImportCounts(1, 0, 0, 1, 0));
    assertThat(token("T1").token().state()).isEqualTo(TokenState.ACTIVE);
    assertThat(token("T1").holderText()).isEqualTo("local/anna");
    var anna = people.users().find(UsersContract.user("anna").id()).orElseThrow();
    assertThat(anna.user().everHadToken()).isTrue();
  }

  @Test
  void aUserMayHaveSeveralTokensInOneFile() {
    var outcome = take(HEADING, "anna,T1," + KEY, "anna,T2," + KEY);
    assertThat(outcome.counts()).isEqualTo(new ImportCounts(1, 0, 2, 0, 0));
    assertThat(token("T2").holderText()).isEqualTo("local/anna");
    var twice = take("username,email", "bert,a@example.com", "bert,b@example.com");
    assertThat(twice.problems())
        .containsExactly(new RowProblem(3, "the user was on an earlier line"));
  }

  @Test
  void whatWasOnAnEarlierLineIsFoundAcrossBatches() {
    var lines = IntStream.range(0, 4100).mapToObj(i -> ",T" + i + "," + KEY).toList();
    var file = new ArrayList<>(List.of(HEADING));
    file.addAll(lines);
    file.add(",T7," + KEY);
    assertThat(take(file.toArray(new String[0])).problems())
        .containsExactly(new RowProblem(4102, "the token was on an earlier line"));
  }

  @Test
  @DisplayName("S24: no token comes with an address that the same file changes")
  void anAddressThatTheFileChangesHoldsATokenBack() {
    take("username,email", "anna,a@example.com");
    var outcome =
        take(
            "username,email,token_serial,token_key_base32",
            "anna,thief@example.com,,",
            "anna,,T1," + KEY);
    assertThat(outcome.problems())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.line()).isEqualTo(3);
          assertThat(it.reason()).contains("second operator");
        });
  }

  @Test
  void aRowMayNameKindCounterStateLabelAndEnd() {
    var outcome =
        take(
            HEADING + ",token_kind,token_counter,token_state,token_label,token_expires,line",
            "anna,T1," + KEY + ",hotp,7,,desk,2027-01-31T00:00:00Z,70",
            "bert,T2," + KEY + ",totp,,suspended,,,80",
            "carl,T3," + KEY + ",totp,3,,,,90");
    assertThat(outcome.problems())
        .containsExactly(new RowProblem(90, "there is a token_counter, but the token is not hotp"));
    take(
        HEADING + ",token_kind,token_counter,token_state,token_label,token_expires,second_factor",
        "anna,T1," + KEY + ",hotp,7,,desk,2027-01-31T00:00:00Z,",
        "bert,T2," + KEY + ",totp,,suspended,,,",
        "carl,,,,,,,,required");
    var first = token("T1").token();
    assertThat(first.kind()).isEqualTo(TokenKind.HOTP);
    assertThat(first.lastStep()).isEqualTo(6);
    assertThat(first.label()).isEqualTo("desk");
    assertThat(first.expiry()).contains(Instant.parse("2027-01-31T00:00:00Z"));
    assertThat(token("T2").token().state()).isEqualTo(TokenState.SUSPENDED);
    var carl = people.users().find(UsersContract.user("carl").id()).orElseThrow();
    assertThat(carl.user().everHadToken()).isTrue();
  }

  @Test
  void aTokenWithoutItsKeyLetsNobodyInUntilItsSeedFileComes() {
    String heading = HEADING + ",token_state";
    String[] backup = {heading, "anna,T1,,awaited", ",T2,,awaited", "bert,T3,,awaited suspended"};
    assertThat(take(backup).counts()).isEqualTo(new ImportCounts(2, 0, 3, 0, 0));
    assertThat(token("T1").token().state()).isEqualTo(TokenState.PENDING);
    assertThat(token("T3").token().state()).isEqualTo(TokenState.SUSPENDED);
    var t1 = new TokenSerial("T1");
    var owner = UsersContract.user("carl").id();
    take("username", "carl");
    assertThat(people.tokens().apply(t1, new TokenEvent.Reassign(owner), UsersContract.OPERATOR))
        .isEqualTo(
            new Tokens.EventOutcome.Refused("its key is not there yet: import its seed file"));
    assertThat(tried(backup).counts()).isEqualTo(new ImportCounts(0, 0, 0, 0, 3));
    String[] seeds = {HEADING, ",T1," + KEY, ",T2," + KEY, ",T3," + KEY};
    assertThat(take(seeds).counts()).isEqualTo(new ImportCounts(0, 0, 0, 3, 0));
    assertThat(token("T1").token().state()).isEqualTo(TokenState.ACTIVE);
    assertThat(token("T1").holderText()).isEqualTo("local/anna");
    assertThat(token("T2").token().state()).isEqualTo(TokenState.PENDING);
    assertThat(token("T3").token().state()).isEqualTo(TokenState.SUSPENDED);
    assertThat(sealer.unseal(people.tokens().sealedKey(t1).orElseThrow(), "token:T1"))
        .isEqualTo(Base32.decode(KEY).orElseThrow());
    assertThat(take(seeds).counts()).isEqualTo(new ImportCounts(0, 0, 0, 0, 3));
    assertThat(take(backup).counts()).isEqualTo(new ImportCounts(0, 0, 0, 0, 3));
    assertThat(take(HEADING, ",T1," + OTHER).refused()).isEqualTo(1);
  }

  @Test
  void aSeedFileMayComeBeforeTheBackupThatNamesTheOwners() {
    take(HEADING, ",T1," + KEY);
    var outcome = take(HEADING + ",token_state", "anna,T1,,awaited");
    assertThat(outcome.counts()).isEqualTo(new ImportCounts(1, 0, 0, 1, 0));
    assertThat(token("T1").token().state()).isEqualTo(TokenState.ACTIVE);
    assertThat(token("T1").holderText()).isEqualTo("local/anna");
  }

  @Test
  @DisplayName("S24: no key comes to whom is reached elsewhere since lately")
  void aKeyIsHeldBackFromAnOwnerWhoseAddressWasChanged() {
    take(HEADING + ",email,token_state", "anna,T1,,a@example.com,awaited");
    take("username,email", "anna,thief@example.com");
    assertThat(take(HEADING, ",T1," + KEY).problems())
        .singleElement()
        .satisfies(it -> assertThat(it.reason()).contains("second operator"));
    assertThat(token("T1").token().state()).isEqualTo(TokenState.PENDING);
  }

  @Test
  void aFileThatBreaksOffLeavesNothing() {
    var cut =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("cut");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("cut");
          }
        };
    byte[] begun = (HEADING + ",line\nanna,T1," + KEY + ",7\n").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(
            () -> run(false, new SequenceInputStream(new ByteArrayInputStream(begun), cut)))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(run(false, new ByteArrayInputStream(begun)).problems())
        .singleElement()
        .satisfies(it -> assertThat(it.reason()).contains("broke off"));
    byte[] endless = (HEADING + "\nanna,T1," + KEY + "\n").getBytes(StandardCharsets.UTF_8);
    assertThat(run(false, new ByteArrayInputStream(endless)).problems())
        .containsExactly(
            new RowProblem(1, "a stream needs a column 'line', with 'end' in the last row"));
    var broken = take(HEADING, "anna,T1," + KEY, "\"bert");
    assertThat(broken.taken()).isZero();
    assertThat(tokens()).isZero();
    assertThat(people.users().find(UsersContract.user("anna").id())).isEmpty();
  }
}
