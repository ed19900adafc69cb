package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.actor.Actor;
import dev.postern.operator.ApiKey;
import dev.postern.operator.FirstKey;
import dev.postern.operator.KeySecret;
import dev.postern.operator.Role;
import dev.postern.user.RealmName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class PgApiKeysDatabaseTest {
  private static final Actor NODE = new Actor.Node("vpn-a");
  private static final Instant START = Instant.parse("2027-01-01T12:00:00Z");

  private final MigratedDatabase migrated = new MigratedDatabase();
  private final SecureRandom random = new SecureRandom();
  private Instant now = START;
  private final PgApiKeys keys = new PgApiKeys(migrated.database(), () -> now);

  @TempDir Path folder;

  @AfterEach
  void close() {
    migrated.close();
  }

  @Test
  void aKeyOpensUntilItExpiresAndNotesTheDayOfItsUse() {
    var key = key("backup", START.plusSeconds(60));
    var secret = KeySecret.random(random);
    assertThat(keys.add(key, secret, NODE)).isTrue();
    assertThat(keys.withSecret(secret)).hasValue(key);
    assertThat(keys.withSecret(secret).orElseThrow().lastUsedOn())
        .isEqualTo(LocalDate.of(2027, 1, 1));
    assertThat(keys.withSecret(KeySecret.random(random))).isEmpty();
    now = START.plusSeconds(60);
    assertThat(keys.withSecret(secret)).isEmpty();
  }

  @Test
  void aNameIsGivenOnceAndARemovedKeyOpensNothing() {
    var secret = KeySecret.random(random);
    keys.add(key("backup", null), secret, NODE);
    assertThat(keys.add(key("backup", null), KeySecret.random(random), NODE)).isFalse();
    assertThat(keys.machines("", 10)).extracting(ApiKey::name).containsExactly("backup");
    assertThat(keys.remove("id-backup", NODE)).isTrue();
    assertThat(keys.remove("id-backup", NODE)).isFalse();
    assertThat(keys.withSecret(secret)).isEmpty();
    assertThat(migrated.audited())
        .extracting(entry -> entry.event())
        .containsExactly("key.added", "key.removed");
    assertThat(migrated.audited().toString()).doesNotContain(secret.reveal());
  }

  @Test
  void theFirstKeyIsMadeOnceIntoAFileForItsOwnerAlone() throws Exception {
    var first = new FirstKey(keys, random, () -> now);
    assertThat(first.make(folder, NODE)).isTrue();
    Path file = folder.resolve(FirstKey.FILE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    var secret = KeySecret.of(Files.readString(file).strip());
    assertThat(keys.withSecret(secret).orElseThrow().role()).isEqualTo(Role.ADMIN);
    assertThat(first.make(folder, NODE)).isFalse();
    assertThat(keys.withSecret(secret)).isPresent();
  }

  @Test
  void aFirstKeyThatACrashLeftInItsFileIsTakenUp() throws Exception {
    Path file = folder.resolve(FirstKey.FILE);
    Files.writeString(file, "pk_left\n");
    assertThat(new FirstKey(keys, random, () -> now).make(folder, NODE)).isTrue();
    assertThat(keys.withSecret(KeySecret.of("pk_left"))).isPresent();
  }

  @Test
  void anEmptyFileIsNoFirstKey() throws Exception {
    Path file = folder.resolve(FirstKey.FILE);
    Files.writeString(file, "\n");
    assertThat(new FirstKey(keys, random, () -> now).make(folder, NODE)).isTrue();
    assertThat(keys.withSecret(KeySecret.of(""))).isEmpty();
    assertThat(keys.withSecret(KeySecret.of(Files.readString(file).strip()))).isPresent();
  }

  private static ApiKey key(String name, @org.jspecify.annotations.Nullable Instant expiresAt) {
    return new ApiKey(
        "id-" + name, name, Role.AUDITOR, Set.of(RealmName.LOCAL), null, START, expiresAt, null);
  }
}
