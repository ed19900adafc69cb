package dev.postern.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeIdentityTest {
  @TempDir Path folder;

  @Test
  void aNodeIsTheSameAtItsNextStartEvenUnderAnotherName() {
    var first = NodeIdentity.in(folder.resolve("data"), "vpn-a");
    var second = NodeIdentity.in(folder.resolve("data"), "vpn-b");
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.name()).isEqualTo("vpn-b");
  }

  @Test
  void aDamagedFileIsSaidAndNotReplaced() throws IOException {
    Files.writeString(folder.resolve("node-id"), "what");
    assertThatThrownBy(() -> NodeIdentity.in(folder, "vpn-a")).hasMessageContaining("node-id");
  }
}
