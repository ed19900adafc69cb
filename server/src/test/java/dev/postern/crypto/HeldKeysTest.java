package dev.postern.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldKeysTest {
  private static final KeyRing OLD = ring("old");
  private static final KeyRing BOTH = ring("new", "old");

  private static KeyRing ring(String... names) {
    var text = new StringBuilder();
    for (String name : names) {
      text.append(name).append(' ').append(key(name.hashCode())).append('\n');
    }
    return KeyRing.parse(text.toString(), "test");
  }

  private static String key(int seed) {
    var key = new byte[32];
    key[0] = (byte) seed;
    return Base64.getEncoder().encodeToString(key);
  }

  @Test
  void whoeverWorksWithTheKeysIsHandedEveryRing() {
    var keys = new HeldKeys(OLD);
    var taken = new ArrayList<KeyRing>();
    keys.handTo(taken::add);
    keys.take(BOTH);
    assertThat(taken).isEqualTo(List.of(OLD, BOTH));
    assertThat(keys.ring()).isSameAs(BOTH);
  }

  @Test
  void anotherKeyUnderANameThatIsInUseIsRefused() {
    var keys = new HeldKeys(OLD);
    var other = KeyRing.parse("old " + key(1), "test");
    assertThatExceptionOfType(KeyRingUnusable.class).isThrownBy(() -> keys.take(other));
    assertThat(keys.ring()).isSameAs(OLD);
  }

  @Test
  void ringsAreTheSameIfTheirKeysAreInTheSameOrder() {
    assertThat(BOTH.sameAs(ring("new", "old"))).isTrue();
    assertThat(BOTH.sameAs(ring("old", "new"))).isFalse();
    assertThat(BOTH.sameAs(OLD)).isFalse();
  }
}
