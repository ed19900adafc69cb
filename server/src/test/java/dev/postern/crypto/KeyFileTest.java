package dev.postern.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  private static final String KEY = "QUFB".repeat(10) + "QUE=";

  @TempDir private Path folder;

  private KeyFile file() {
    return new KeyFile(folder.resolve("keys"), new SecureRandom());
  }

  @Test
  void aFreshFileIsItsOwnersAlone() throws IOException {
    var ring = file().generate("2026a");
    assertThat(ring.names()).containsExactly("2026a");
    assertThat(Files.getPosixFilePermissions(folder.resolve("keys")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aFileIsNeverOverwritten() {
    file().generate("2026a");
    assertThatThrownBy(() -> file().generate("2026b"))
        .isInstanceOf(KeyRingUnusable.class)
        .hasMessageContaining("already");
  }

  @Test
  void aNewKeyOpensBeforeItSeals() {
    var first = file().generate("2026a");
    var both = file().add("2026b");
    assertThat(both.names()).containsExactly("2026a", "2026b");
    var rotated = file().makeCurrent("2026b");
    assertThat(rotated.names()).containsExactly("2026b", "2026a");
    assertThat(rotated.named("2026a")).isEqualTo(first.named("2026a"));
    assertThat(rotated.named("2026b")).isEqualTo(both.named("2026b"));
  }

  @Test
  void aRemovedKeyIsKeptBesideForOldBackups() throws IOException {
    var before = file().generate("2026a");
    file().add("2026b");
    file().makeCurrent("2026b");
    var kept = file().remove("2026a");
    assertThat(file().read().names()).containsExactly("2026b");
    assertThat(kept).isEqualTo(folder.resolve("keys.removed-2026a"));
    assertThat(new KeyFile(kept, new SecureRandom()).read().named("2026a"))
        .isEqualTo(before.named("2026a"));
  }

  @Test
  void theKeyThatSealsIsNotRemovedNorOneThatIsNotThere() {
    file().generate("2026a");
    assertThatThrownBy(() -> file().remove("2026a")).hasMessageContaining("sealed under 2026a");
    assertThatThrownBy(() -> file().remove("2026b"))
        .hasMessage("there is no key named 2026b; there are [2026a]");
    assertThat(file().read().names()).containsExactly("2026a");
  }

  @Test
  void aKeyIsNeitherAddedTwiceNorMadeCurrentUnknown() {
    file().generate("2026a");
    assertThatThrownBy(() -> file().add("2026a")).hasMessageContaining("2026a already");
    assertThatThrownBy(() -> file().makeCurrent("2026b"))
        .isInstanceOf(KeyRingUnusable.class)
        .hasMessage("there is no key named 2026b; there are [2026a]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
  void aFileThatOthersMayReadIsRefused(String permissions) throws IOException {
    file().generate("2026a");
    Path path = folder.resolve("keys");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    assertThatThrownBy(() -> file().read())
        .isInstanceOf(KeyRingUnusable.class)
        .hasMessage(path + " is open to others: chmod 600 " + path);
  }

  @Test
  void aFileThatIsNotThereIsSaidToBeMissing() {
    assertThatThrownBy(() -> file().read())
        .isInstanceOf(KeyRingUnusable.class)
        .hasMessageContaining("is not there");
  }

  @Test
  void commentsAndEmptyLinesAreSkipped() {
    var ring = KeyRing.parse("# keys\n\nb " + KEY + "\n  \na  " + KEY + " \n", "test");
    assertThat(ring.currentName()).isEqualTo("b");
    assertThat(ring.names()).containsExactly("b", "a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing", "a", "a QUFB", "a *", "a/b " + "QUFB", "a QUFB extra"})
  void whatIsNoKeyRingIsRefusedWithoutSayingTheKey(String text) {
    assertThatThrownBy(() -> KeyRing.parse(text, "keys"))
        .isInstanceOf(KeyRingUnusable.class)
        .hasMessageStartingWith("keys")
        .message()
        .doesNotContain("QUFB");
  }

  @Test
  void aNameGivenTwiceIsRefused() {
    assertThatThrownBy(() -> KeyRing.parse("a " + KEY + "\na " + KEY, "keys"))
        .hasMessage("keys names the key a twice");
  }
}
