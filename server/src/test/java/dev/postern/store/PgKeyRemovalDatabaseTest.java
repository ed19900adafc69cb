package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditEntry;
import dev.postern.crypto.KeyFile;
import dev.postern.crypto.Sealer;
import dev.postern.node.KeyRemoval.Outcome;
import dev.postern.node.Node;
import dev.postern.node.NodeIdentity;
import dev.postern.octets.SecretOctets;
import dev.postern.testing.PgPeople;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.token.TokensContract;
import dev.postern.user.UsersContract;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class PgKeyRemovalDatabaseTest {
  private static final NodeIdentity HERE = new NodeIdentity(new UUID(0, 1), "a");

  @TempDir private Path folder;

  private final PgPeople people = new PgPeople(() -> UsersContract.NOW);

  @BeforeEach
  void twoKeys() {
    file().generate("k1");
    file().add("k2");
    file().makeCurrent("k2");
  }

  @AfterEach
  void close() {
    people.close();
  }

  private KeyFile file() {
    return new KeyFile(folder.resolve("keys"), new SecureRandom());
  }

  private Outcome remove(String name) {
    var other =
        new Node(
            new UUID(0, 2),
            "b",
            "",
            UsersContract.NOW,
            UsersContract.NOW,
            true,
            Set.of("k1", "k2"));
    return removal(Optional.of(file()), other).remove(name, UsersContract.OPERATOR);
  }

  private PgKeyRemoval removal(Optional<KeyFile> file, Node... live) {
    return new PgKeyRemoval(
        people.database(), () -> List.of(live), HERE, file, () -> UsersContract.NOW);
  }

  @Test
  void whatNothingNeedsGoesAndTheNodesThatStillHoldItAreNamed() {
    assertThat(remove("k1"))
        .isEqualTo(new Outcome.Removed(folder.resolve("keys.removed-k1").toString(), List.of("b")));
    assertThat(file().read().names()).containsExactly("k2");
    assertThat(people.audited())
        .singleElement()
        .satisfies(entry -> assertThat(entry.detail()).containsEntry("key", "k1"))
        .extracting(AuditEntry::event)
        .isEqualTo("keys.removed");
  }

  @Test
  void aKeyUnderWhichAnythingIsSealedStays() {
    file().makeCurrent("k1");
    var serial = new TokenSerial("T1");
    var sealed =
        new Sealer(file().read(), new SecureRandom())
            .seal(SecretOctets.utf8("a key"), serial.sealingIdentity());
    var token = TokensContract.token("T1", null, TokenState.PENDING);
    people.tokens().add(token, sealed, UsersContract.OPERATOR);
    file().makeCurrent("k2");
    assertThat(remove("k1"))
        .isEqualTo(new Outcome.Needed(List.of("1 secrets in tokens are sealed under it")));
    assertThat(file().read().names()).containsExactly("k2", "k1");
  }

  @Test
  void aKeyThatANodeSealsUnderStaysEvenIfTheNodeIsDown() {
    people
        .test()
        .execute(
            """
            INSERT INTO nodes (node_id, name, started_at, seen_at, key_names, public_key,
              sealed_keys, sealed_under)
            VALUES (gen_random_uuid(), 'b', now(), now() - interval '6 days', '{k1,k2}', '', '',
                'k2'),
              (gen_random_uuid(), 'c', now(), now() - interval '8 days', '{k1,k2}', '', '', 'k2')
            """);
    assertThat(remove("k1")).isEqualTo(new Outcome.Needed(List.of("node b seals under it")));
  }

  @Test
  void whatIsNoFilesOrNotThereIsRefused() {
    assertThat(remove("k2")).isInstanceOf(Outcome.Refused.class);
    assertThat(remove("k3")).isInstanceOf(Outcome.Refused.class);
    assertThat(removal(Optional.empty()).remove("k1", UsersContract.OPERATOR))
        .isInstanceOf(Outcome.Refused.class);
  }
}
