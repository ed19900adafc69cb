package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditEntry;
import dev.postern.crypto.KeyRing;
import dev.postern.crypto.Sealed;
import dev.postern.crypto.Sealer;
import dev.postern.node.KeyRotation.Outcome;
import dev.postern.node.Node;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.reply.ReplyRule;
import dev.postern.reply.ReplyRuleRegisterContract;
import dev.postern.reply.RulePlace;
import dev.postern.testing.PgPeople;
import dev.postern.token.TokenChange;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.token.TokensContract;
import dev.postern.user.Recoverable;
import dev.postern.user.RecoverableSecret;
import dev.postern.user.StoredPassword;
import dev.postern.user.UserChange;
import dev.postern.user.UsersContract;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class PgKeyRotationDatabaseTest {
  private static final String OLD = "old " + Base64.getEncoder().encodeToString(new byte[32]);
  private static final String NEW =
      "new "
          + Base64.getEncoder()
              .encodeToString(
                  "01234567890123456789012345678901"
                      .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  private static final int TOKENS = 450;

  private final PgPeople people = new PgPeople(() -> UsersContract.NOW);
  private final Sealer before = sealer(OLD);
  private final Sealer after = sealer(NEW + "\n" + OLD);

  @AfterEach
  void close() {
    people.close();
  }

  private static Sealer sealer(String ring) {
    return new Sealer(KeyRing.parse(ring, "test"), new SecureRandom());
  }

  private static TokenSerial serial(int number) {
    return new TokenSerial("T" + (1000 + number));
  }

  private static SecretOctets key(int number) {
    return SecretOctets.utf8("key " + number);
  }

  private void addTokens() {
    for (int i = 0; i < TOKENS; i++) {
      var token = TokensContract.token(serial(i).text(), null, TokenState.PENDING);
      var sealed = before.seal(key(i), serial(i).sealingIdentity());
      people.tokens().add(token, sealed, UsersContract.OPERATOR);
    }
  }

  private Outcome rotate(Set<String> heldByTheOther) {
    var other =
        new Node(
            new UUID(0, 1), "b", "", UsersContract.NOW, UsersContract.NOW, true, heldByTheOther);
    return new PgKeyRotation(
            people.database(),
            after,
            () -> Set.of("new", "old"),
            () -> List.of(other),
            () -> UsersContract.NOW)
        .run(UsersContract.OPERATOR, (_, _) -> {});
  }

  @Test
  void nothingBeginsBeforeEveryLiveNodeHoldsTheKey() {
    assertThat(rotate(Set.of("old"))).isEqualTo(new Outcome.KeyMissing("new", List.of("b")));
  }

  @Test
  void everySecretIsSealedAnewWhileTokensChange() throws InterruptedException, ExecutionException {
    addTokens();
    var stop = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var changes = threads.submit(() -> change(stop));
      assertThat(rotate(Set.of("new", "old")))
          .isEqualTo(new Outcome.Done("new", TOKENS, List.of("old")));
      stop.set(true);
      assertThat(changes.get()).isPositive();
    }
    for (int i = 0; i < TOKENS; i++) {
      var sealed = people.tokens().sealedKey(serial(i)).orElseThrow();
      assertThat(sealed.keyName()).isEqualTo("new");
      assertThat(after.unseal(sealed, serial(i).sealingIdentity())).isEqualTo(key(i));
    }
    assertThat(people.audited())
        .extracting(AuditEntry::event)
        .contains("keys.rotation_begun", "keys.rotation_ended");
  }

  private int change(AtomicBoolean stop) {
    int changes = 0;
    do {
      var change = new TokenChange("label " + changes, new TokenChange.Expiry.AsItIs());
      people.tokens().change(serial(changes % TOKENS), change, UsersContract.OPERATOR);
      changes++;
    } while (!stop.get());
    return changes;
  }

  @Test
  void whatIsKeptOfPasswordsIsSealedAnew() throws SQLException {
    var user =
        new UserChange(null, null, null, null, null, Recoverable.NT_HASH)
            .applyTo(UsersContract.user("jdoe"));
    var secret = new RecoverableSecret(Recoverable.NT_HASH, SecretOctets.utf8("x".repeat(16)));
    var password = StoredPassword.NONE.with(secret.seal(before, user.id()));
    people.users().add(user, password, UsersContract.OPERATOR);
    people.users().add(UsersContract.user("anna"), StoredPassword.NONE, UsersContract.OPERATOR);
    assertThat(rotate(Set.of("new", "old"))).isEqualTo(new Outcome.Done("new", 1, List.of("old")));
    try (var connection = people.test().connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT sealed_recoverable FROM users WHERE sealed_under = 'new'")) {
      row.next();
      var sealed = Sealed.parse(Octets.copyOf(row.getBytes(1)));
      assertThat(RecoverableSecret.unseal(sealed, after, user.id())).isEqualTo(secret);
    }
  }

  @Test
  void theSecretsOfReplyRulesAreSealedAnew() {
    var rule = ReplyRuleRegisterContract.rule("staff", ReplyRuleRegisterContract.SECRET);
    rules(before).add(rule, new RulePlace.Last(), UsersContract.OPERATOR);
    assertThat(rotate(Set.of("new", "old"))).isEqualTo(new Outcome.Done("new", 1, List.of("old")));
    var seen = new ArrayList<ReplyRule>();
    rules(sealer(NEW))
        .change(
            "staff",
            open -> {
              seen.add(open);
              return open;
            },
            UsersContract.OPERATOR);
    assertThat(seen).containsExactly(rule);
  }

  private PgReplyRules rules(Sealer sealer) {
    return new PgReplyRules(people.database(), sealer, () -> UsersContract.NOW);
  }

  @Test
  void whatDoesNotOpenIsNamedAndLeftAsItIs() throws SQLException {
    addTokens();
    people.test().execute("UPDATE tokens SET serial = 'MOVED' WHERE serial = 'T1007'");
    assertThat(rotate(Set.of("new", "old")))
        .isEqualTo(new Outcome.Unopened("new", TOKENS - 1, List.of("token:MOVED")));
  }
}
